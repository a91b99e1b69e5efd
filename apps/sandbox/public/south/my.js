/** Cash-out on the page of one's bets. */
async function cashOut(reference) {
  const response = await fetch('/my/cashout', {
    method: 'POST',
    body: new URLSearchParams({ r: reference }),
  })
  if (response.ok) return location.reload()
  const { d: text } = await response.json()
  const message = document.querySelector('[data-part=message]')
  message.textContent = text
  message.hidden = false
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-cash-out]')
  if (button) void cashOut(button.dataset.cashOut)
})
