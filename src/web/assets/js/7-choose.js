// One box for all of a list. It is hidden until there is a script to do it.
for (const all of document.querySelectorAll('[data-choose-all]')) {
  const boxes = all.closest('form')?.querySelectorAll('input[name="id"]') ?? [];
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
  });
}
