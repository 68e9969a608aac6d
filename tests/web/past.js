// The days behind a stage that was started with `--past`: the console reads them from the journal when it starts.
export const dayBefore = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

// Until the statistics have come as far as so many days ago; what the console says of the past then.
export async function untilKnown(page, days) {
  const frame = await page.waitForFunction(async (day) => {
    const told = await (await fetch('/api/history/frame')).json();
    return told.known && told.known.last >= day && told;
  }, dayBefore(days), { timeout: 120_000, polling: 300 });
  return frame.jsonValue();
}

// On the page of the past: the days from so many ago to so many ago.
export async function choosePast(page, first, last) {
  await untilKnown(page, last);
  await page.locator('input[name=period-from]').fill(dayBefore(first));
  await page.locator('input[name=period-to]').fill(dayBefore(last));
  await page.locator('form.period button[type=submit]').click();
}
