// Receives an organisation's events. The account may use queues and routing keys that begin with the organisation's name, and no others.
//
//   MITHAQ_BROKER=amqp://ads:password@broker:5672 node subscriber.mjs ads
import amqp from 'amqplib';

const exchange = 'mithaq.events';
const organisation = process.argv[2];
const broker = process.env.MITHAQ_BROKER;
if (!organisation || !broker) {
  console.error('usage: MITHAQ_BROKER=amqp://account:password@host node subscriber.mjs ORGANISATION');
  process.exit(2);
}

const connection = await amqp.connect(broker);
connection.on('close', () => process.exit(1));
const channel = await connection.createChannel();

// Durable: what happens while this program is down waits here.
const queue = `${organisation}.events`;
await channel.assertQueue(queue, { durable: true });
await channel.bindQueue(queue, exchange, `${organisation}.#`);
await channel.prefetch(100);

// Messages come at least once. A system of record keeps these in its database, in the transaction that uses the event.
const latest = new Map();

await channel.consume(queue, (message) => {
  if (message === null) return; // the queue was deleted
  const event = JSON.parse(message.content);
  const seen = latest.get(event.partitionkey);
  if (seen === undefined || event.sequence > seen) {
    latest.set(event.partitionkey, event.sequence);
    console.log(JSON.stringify({ key: message.fields.routingKey, type: event.type, subject: event.subject, sequence: event.sequence, data: event.data ?? event.dataref }));
  }
  channel.ack(message);
});
console.error(`${organisation} listens`);

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    connection.removeAllListeners('close');
    await connection.close();
    process.exit(0);
  });
