/** Cash-out on the page of one's bets. */
async function cashOut(reference) {
  const response = await fetch(`/api/bets/${encodeURIComponent(reference)}/cash-out`, {
    method: 'POST',
  })
  if (response.ok) return location.reload()
  const { message } = await response.json()
  const shown = document.querySelector('[data-part=message]')
  shown.textContent = message
  shown.hidden = false
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-cash-out]')
  if (button) void cashOut(button.dataset.cashOut)
})
