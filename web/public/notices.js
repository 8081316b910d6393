// Says outside the page that somebody calls. Caches nothing, keeps nothing, answers no request of a page.
addEventListener('install', () => skipWaiting())
addEventListener('message', event => {
  const { title, tag } = event.data
  const options = { tag, requireInteraction: true, silent: true, data: { page: event.source.id } }
  event.waitUntil(registration.showNotification(title, options))
})
// Only shows the page that rings: to answer is a press in that page, and nowhere else (RING-3).
addEventListener('notificationclick', event => {
  const { notification } = event
  notification.close()
  event.waitUntil(clients.get(notification.data.page).then(page => page?.focus()))
})
