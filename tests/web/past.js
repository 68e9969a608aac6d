// The days behind a stage that was started with `--past`: the console reads them from the journal when it starts.

// Until the statistics have come as far as so many days ago; what the console says of the past then.
export async function untilKnown(hall, page, days) {
  const frame = await page.waitForFunction(async (day) => {
    const told = await (await fetch('/api/history/frame')).json();
    return told.known && told.known.last >= day && told;
  }, hall.dayBefore(days), { timeout: 120_000, polling: 300 });
  return frame.jsonValue();
}

// On the page of the past: the days from so many ago to so many ago.
export async function choosePast(hall, page, first, last) {
  await untilKnown(hall, page, last);
  await page.locator('input[name=period-from]').fill(hall.dayBefore(first));
  await page.locator('input[name=period-to]').fill(hall.dayBefore(last));
  await page.locator('form.period button[type=submit]').click();
}
