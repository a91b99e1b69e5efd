/** Two steps: A in blue, B in orange. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M7 22.5 15 8" stroke="var(--account-a-fill)" strokeWidth="5" strokeLinecap="round" />
      <path
        d="M17 24 25 9.5"
        stroke="var(--account-b-fill)"
        strokeWidth="5"
        strokeLinecap="round"
      />
    </svg>
  )
}
