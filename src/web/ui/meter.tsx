/** How much of something is done. The bar is drawn from attributes: styles may not stand in a page. */
export function Meter({ label, value, most }: { label: string; value: number; most: number }) {
  return (
    <div class="meter">
      <progress value={value} max={Math.max(1, most)} aria-label={label}></progress>
      <span>{label}</span>
    </div>
  );
}
