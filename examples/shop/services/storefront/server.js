// The page that shoppers see. Settings: PORT, SHOP_NAME.
'use strict';
const http = require('http');
const port = Number(process.env.PORT || 8080);
const name = process.env.SHOP_NAME || 'Shop';
const server = http.createServer((request, response) => {
  if (request.url === '/healthz') {
    response.end('ok\n');
    return;
  }
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end('Welcome to ' + name + '\n');
});
server.listen(port, () => console.log('storefront listens on ' + port));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
