// A file that is dropped on the text goes into the field that takes files.
for (const place of document.querySelectorAll('[data-drop]')) {
  const input = document.getElementById(place.dataset.drop);
  for (const kind of ['dragenter', 'dragover']) {
    place.addEventListener(kind, (event) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      place.classList.add('dropping');
    });
  }
  place.addEventListener('dragleave', () => place.classList.remove('dropping'));
  place.addEventListener('drop', (event) => {
    place.classList.remove('dropping');
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.focus();
  });
}
