namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>
/// The two commands of a batch, sent together and committed together. The first takes the head's lock and must be a command of its own: under READ COMMITTED
/// the second then takes its snapshot after the wait, and sees all that the lock's last holder stored. In one statement it would see what was
/// there before the wait, and give positions and versions twice.
/// </summary>
internal static class AppendStatement
{
    public const string Lock = "select position from head for update";

    // The plan is made once, perhaps when the tables are empty, and must stay good when they hold millions of rows. So nothing is left to what the planner
    // believes about their size: lookups by stream are scalar subqueries, which can only be index probes; a head is moved by the row's address
    // that its probe found (the lock keeps it there), which can only be a TID scan; the test against the moved heads stands inside
    // coalesce, which keeps it a hashed subplan.
    // $1 stream, $2 expected version, $3 command, $4 number of events, $5 last hash: one element an append, in order.
    // $6, $7: the distinct (stream, version) expected of others; $8, $9: which append (1-based) expects which of those (1-based).
    // $10 append (1-based), $11 number within it (1-based), $12 type, $13 payload, $14 metadata, $15 hash: one element an event.
    public const string Store = """
        with stale as materialized (
          select x.k from unnest($6, $7) with ordinality as x (stream, version, k)
          where coalesce((select s.version from streams s where s.stream = x.stream), 0) <> x.version
        ),
        incoming as materialized (
          select a.*, (select s.ctid from streams s where s.stream = a.stream) as place, case
            when coalesce((select s.version from streams s where s.stream = a.stream), 0) <> a.expected then 1
            when a.n in (select l.n from unnest($8, $9) as l (n, k) where l.k in (select k from stale)) then 1
            else 0 end as outcome
          from unnest($1, $2, $3, $4, $5) with ordinality as a (stream, expected, command, events, hash, n)
        ),
        accepted as materialized (
          select i.*, (select position from head) + sum(i.events) over (order by i.n) as position
          from incoming i
          where i.outcome = 0
        ),
        moved as (
          update streams s set version = a.expected + a.events, position = a.position, hash = a.hash
          from accepted a
          where s.ctid = a.place and s.version = a.expected
          returning s.position
        ),
        created as (
          insert into streams (stream, version, position, hash)
          select stream, events, position, hash from accepted where expected = 0
          returning position
        ),
        stored as (
          insert into journal (position, stream, version, type, payload, metadata, hash, command)
          select a.position - a.events + e.number, a.stream, a.expected + e.number, e.type, e.payload, e.metadata, e.hash,
            case when e.number = 1 then a.command end
          from unnest($10, $11, $12, $13, $14, $15) as e (n, number, type, payload, metadata, hash)
          join accepted a on a.n = e.n
          where coalesce(a.position in (select position from moved union all select position from created), false)
        ),
        ended as (
          update head set position = (select max(position) from accepted) where exists (select from accepted)
        )
        select i.outcome, a.position from incoming i left join accepted a on a.n = i.n order by i.n
        """;

    /// <summary>
    /// The same for one event on a stream that exists, which is what a lone caller sends: starting up the plan for many takes longer than all its work. No row
    /// comes back when anything stands against it; <see cref="Store"/> then tells what.
    /// </summary>
    // $1 stream, $2 expected version, $3 command, $4 type, $5 payload, $6 metadata, $7 hash, $8, $9: the (stream, version) expected of others.
    public const string StoreOne = """
        with moved as (
          update streams s set version = $2 + 1, position = (select h.position from head h) + 1, hash = $7
          where s.stream = $1 and s.version = $2
            and not exists (
              select from unnest($8, $9) as x (stream, version)
              where coalesce((select o.version from streams o where o.stream = x.stream), 0) <> x.version)
          returning s.position
        ),
        stored as (
          insert into journal (position, stream, version, type, payload, metadata, hash, command)
          select m.position, $1, $2 + 1, $4, $5, $6, $7, $3 from moved m
        ),
        ended as (
          update head set position = m.position from moved m
        )
        select position from moved
        """;
}
