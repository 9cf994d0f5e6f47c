namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>How appends are stored: next to what this session left, where nobody has appended since, or else under the head's lock.</summary>
internal static class AppendStatement
{
    /// <summary>
    /// Sent and committed together with <see cref="StoreChecked"/>, as a command of its own: under READ COMMITTED the second then takes its snapshot after the wait
    /// for the head's lock, and sees all that the last holder stored. In one statement it would see what was there before the wait, and give positions and
    /// versions twice.
    /// </summary>
    public const string Lock = "select position from head for update";

    // The plan is made once, perhaps when the tables are empty, and must stay good when they hold millions of rows. So nothing is left to what the planner
    // believes about their size: where a stream ends is a scalar subquery, which can only be a probe of the index on (stream, version), from its end.
    // $1 stream, $2 expected version, $3 command, $4 number of events, $5 last hash: one element an append, in order.
    // $6, $7: the distinct (stream, version) expected of others; $8, $9: which append (1-based) expects which of those (1-based).
    // $10 append (1-based), $11 number within it (1-based), $12 type, $13 payload, $14 metadata, $15 hash: one element an event.
    public const string StoreChecked = """
        with stale as materialized (
          select x.k from unnest($6, $7) with ordinality as x (stream, version, k)
          where coalesce((select j.version from journal j where j.stream = x.stream order by j.version desc limit 1), 0) <> x.version
        ),
        incoming as materialized (
          select a.*, case
            when coalesce((select j.version from journal j where j.stream = a.stream order by j.version desc limit 1), 0) <> a.expected then 1
            when a.n in (select l.n from unnest($8, $9) as l (n, k) where l.k in (select k from stale)) then 1
            else 0 end as outcome
          from unnest($1, $2, $3, $4, $5) with ordinality as a (stream, expected, command, events, hash, n)
        ),
        accepted as materialized (
          select i.*, (select position from head) + sum(i.events) over (order by i.n) as position
          from incoming i
          where i.outcome = 0
        ),
        stored as (
          insert into journal (position, stream, version, type, payload, metadata, hash, command)
          select a.position - a.events + e.number, a.stream, a.expected + e.number, e.type, e.payload, e.metadata, e.hash,
            case when e.number = 1 then a.command end
          from unnest($10, $11, $12, $13, $14, $15) as e (n, number, type, payload, metadata, hash)
          join accepted a on a.n = e.n
        ),
        ended as (
          update head set position = a.position, stream = a.stream, version = a.expected + a.events, hash = a.hash
          from accepted a
          where a.n = (select max(n) from accepted)
        )
        select i.outcome, a.position from incoming i left join accepted a on a.n = i.n order by i.n
        """;

    /// <summary>
    /// In one statement: the head is moved only from where this session left it, so nobody has appended since, and what the session knows of the streams' ends still
    /// holds. Should somebody be appending now, the update waits for them and then finds the head elsewhere; what it reads beside that is what stood before
    /// them, and cannot be otherwise. No row is stored when anything stands against it: <see cref="StoreChecked"/> then tells what.
    /// </summary>
    // $1 the head's position, $2 number of events, $3, $4, $5 stream, version and hash of the last, $6, $7: the (stream, version) to be checked.
    // $8 stream, $9 version, $10 type, $11 payload, $12 metadata, $13 hash, $14 command or null: one element an event, in order.
    public const string StoreNext = """
        with moved as (
          update head set position = $1 + $2, stream = $3, version = $4, hash = $5
          where position = $1 and not exists (
            select from unnest($6, $7) as x (stream, version)
            where coalesce((select j.version from journal j where j.stream = x.stream order by j.version desc limit 1), 0) <> x.version)
          returning position
        )
        insert into journal (position, stream, version, type, payload, metadata, hash, command)
        select $1 + e.n, e.stream, e.version, e.type, e.payload, e.metadata, e.hash, e.command
        from moved, unnest($8, $9, $10, $11, $12, $13, $14) with ordinality as e (stream, version, type, payload, metadata, hash, command, n)
        """;

    /// <summary>The same for one event.</summary>
    // $1 the head's position, $2 stream, $3 expected version, $4 command, $5 type, $6 payload, $7 metadata, $8 hash; $9 and $10, $11 and $12: the stream and version
    // to be checked, or nulls.
    public const string StoreLone = """
        with moved as (
          update head set position = $1 + 1, stream = $2, version = $3 + 1, hash = $8
          where position = $1
            and ($9 is null or coalesce((select o.version from journal o where o.stream = $9 order by o.version desc limit 1), 0) = $10)
            and ($11 is null or coalesce((select o.version from journal o where o.stream = $11 order by o.version desc limit 1), 0) = $12)
          returning position
        )
        insert into journal (position, stream, version, type, payload, metadata, hash, command)
        select m.position, $2, $3 + 1, $5, $6, $7, $8, $4 from moved m
        """;

    /// <summary>After an import up to this position.</summary>
    public const string MoveHead = """
        update head set position = j.position, stream = j.stream, version = j.version, hash = j.hash from journal j where j.position = $1
        """;
}
