// Keeps carts in memory: GET /NAME reads one, POST /NAME adds the line in its body. Settings: PORT.
'use strict';
const http = require('http');
const port = Number(process.env.PORT || 8080);
const carts = new Map();
const server = http.createServer((request, response) => {
  if (request.url === '/healthz') {
    response.end('ok\n');
    return;
  }
  const cart = request.url.slice(1);
  if (request.method === 'POST') {
    let line = '';
    request.on('data', (part) => (line += part));
    request.on('end', () => {
      carts.set(cart, (carts.get(cart) || []).concat(line));
      response.statusCode = 201;
      response.end();
    });
    return;
  }
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(carts.get(cart) || []) + '\n');
});
server.listen(port, () => console.log('cart listens on ' + port));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
