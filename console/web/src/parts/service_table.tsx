// The services of today: who waits for each, and how its times stand against its norm, which may be its own.
import type { JSX } from 'preact';
import { Since, duration, level, mean, meanText, useNow } from '../clock';
import type { Measure, ServiceQueue } from '../model';
import { useSpeech } from '../words';
import { NormMark } from './norm_mark';
import { RangeText } from './range';
import { TableBox } from './table_box';

// What is worst is first: the longest queue, then the worst average against its norm.
const strain = ({ today }: ServiceQueue): number => (mean(today.wait) ?? 0) / Math.max(1, today.wait.norm_ms);
const byNeed = (a: ServiceQueue, b: ServiceQueue): number =>
  b.waiting - a.waiting || (a.longest_since ?? 0) - (b.longest_since ?? 0) || strain(b) - strain(a);

function Average(props: { measure: Measure }): JSX.Element {
  const { measure } = props;
  const stands = level(mean(measure), measure.norm_ms);
  return <td class={`number table-time time-${stands}`}><NormMark level={stands} />{meanText(measure)}</td>;
}

// The nine-tenths mark is against no norm: the norm is one of averages.
function NineOfTen(props: { measure: Measure }): JSX.Element {
  const { words } = useSpeech();
  return <td class="number table-time table-quiet">{props.measure.p90_ms === null ? words.nobody : duration(props.measure.p90_ms)}</td>;
}

function ServiceRow(props: { service: ServiceQueue }): JSX.Element {
  const { words, say, language } = useSpeech();
  const { service } = props;
  const { wait, service: served } = service.today;
  const now = useNow();
  const waits = service.longest_since === null ? null : now - service.longest_since;
  const share = new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format((100 * wait.over_norm) / Math.max(1, wait.count));
  return (
    <tr data-service={service.id}>
      <th scope="row" class="table-service">
        <div>
          <b class="number">{service.letter}</b>
          <span>
            {say(service.name)}
            {service.wait && <small>{words.expected_wait} <RangeText range={service.wait} /></small>}
            {service.own_norm && <small>{words.own_norm}: <span class="number">{duration(wait.norm_ms)} / {duration(served.norm_ms)}</span></small>}
          </span>
        </div>
      </th>
      <td class="number table-time table-waiting">{service.waiting}</td>
      <td class={`number table-time time-${level(waits, wait.norm_ms)}`}><NormMark level={level(waits, wait.norm_ms)} />{service.longest_since === null ? words.nobody : <Since at={service.longest_since} />}</td>
      <Average measure={wait} />
      <td class="number table-time table-quiet">{wait.count === 0 ? words.nobody : <>{share}&#x202f;%</>}</td>
      <NineOfTen measure={wait} />
      <Average measure={served} />
      <NineOfTen measure={served} />
    </tr>
  );
}

export function ServiceTable(props: { services: ServiceQueue[] }): JSX.Element {
  const { words } = useSpeech();
  const shown = props.services
    .filter(({ waiting, today }) => waiting > 0 || today.wait.count > 0 || today.service.count > 0).sort(byNeed);
  const waits = shown.some(({ waiting }) => waiting > 0);
  return (
    <section class="card table-card" aria-labelledby="services-title">
      <h2 id="services-title">{words.services_today}</h2>
      {!waits && <p class="muted">{words.nobody_waits}</p>}
      {shown.length > 0 && (
        <TableBox label={words.services_today}>
          <table class="table-services">
            <thead>
              <tr>
                <td /><td /><td />
                <th scope="colgroup" colSpan={3} class="table-group"><span>{words.wait_group}</span></th>
                <th scope="colgroup" colSpan={2} class="table-group"><span>{words.service_group}</span></th>
              </tr>
              <tr>
                <th scope="col">{words.service_name}</th><th scope="col" class="table-time">{words.waiting_column}</th>
                <th scope="col" class="table-time">{words.longest}</th><th scope="col" class="table-time">{words.mean_short}</th>
                <th scope="col" class="table-time">{words.over_norm_short}</th><th scope="col" class="table-time">{words.nine_of_ten_short}</th>
                <th scope="col" class="table-time">{words.mean_short}</th><th scope="col" class="table-time">{words.nine_of_ten_short}</th>
              </tr>
            </thead>
            <tbody>{shown.map((service) => <ServiceRow key={service.id} service={service} />)}</tbody>
          </table>
        </TableBox>
      )}
    </section>
  );
}
