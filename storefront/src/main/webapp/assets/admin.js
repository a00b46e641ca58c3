// Live progress of a job: asks once a second and shows the finished report by reloading.
const job = document.getElementById('job');
const address = job && job.dataset.progress;
const numbers = new Intl.NumberFormat(document.documentElement.lang);

function show(progress) {
  for (const field of job.querySelectorAll('[data-field]')) {
    const value = progress[field.dataset.field];
    field.textContent = value < 0 ? '\u2013' : numbers.format(value);
  }
  const bar = job.querySelector('progress');
  if (bar && progress.percent >= 0) {
    bar.max = 100;
    bar.value = progress.percent;
  }
}

async function ask(state) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    const progress = await answer.json();
    if (progress.finished || (state && progress.state !== state)) {
      location.reload();
      return;
    }
    show(progress);
    setTimeout(ask, 1000, progress.state);
  } catch {
    setTimeout(ask, 5000, state);
  }
}

if (address) {
  setTimeout(ask, 1000);
}
