using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Gateway.Notifications;
using Mithaq.Grains;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>A journal in which a test writes what happened, and a relay over it that goes where the test says.</summary>
internal sealed class RelayFixture : IAsyncDisposable
{
    public static readonly GrainId Agreement = AgreementCases.Id;

    private readonly StoreOptions store;
    private readonly Dictionary<GrainId, (long Version, byte[] Hash)> heads = [];
    private int commands;

    private readonly FeedDatabases databases;

    private RelayFixture(StoreOptions store, IJournalStore journal, FeedDatabases databases, TimeProvider realTime)
    {
        (this.store, Journal, this.databases) = (store, journal, databases);
        DeadLetters = new(databases.Effects, TimeProvider.System);
        Relay = new(Bus, Journal, GrainCatalog.Default, DeadLetters, Options, realTime, NullLogger<RelayFeed>.Instance);
        Office = new(DeadLetters, [new ReplayedEvents(Bus, Journal, GrainCatalog.Default, Options, realTime)]);
    }

    public IJournalStore Journal { get; }
    public RecordingBus Bus { get; } = new();
    public MessagingOptions Options { get; } = new() { Source = "urn:mithaq:test", Retry = TimeSpan.FromMilliseconds(1) };
    public DeadLetters DeadLetters { get; }
    public RelayFeed Relay { get; }
    public DeadLetterOffice Office { get; }

    /// <param name="realTime">For pauses and patience.</param>
    public static async Task<RelayFixture> Open(TimeProvider? realTime = null)
    {
        var store = await Stores.New(StoreKind.Sqlite);
        return new(store, await Journals.Open(store), await FeedDatabases.Open(store, TimeProvider.System, default), realTime ?? TimeProvider.System);
    }

    /// <summary>Events of one command.</summary>
    public Task Happened(GrainId grain, Actor actor, params IEvent[] events) => Stored(grain, actor, [.. events.Select(e => (EventCodec.NameOf(e), EventCodec.Bytes(e)))]);

    public async Task Stored(GrainId grain, Actor actor, params (string Type, byte[] Payload)[] events)
    {
        var (version, hash) = heads.GetValueOrDefault(grain, (0, Chain.Origin));
        var command = Ids.Derive(new Guid("0d1a57a2-9f0f-4e0b-8a2f-4c8a3c1d7b61"), ++commands);
        var entries = new List<NewEntry>();
        foreach (var (type, payload) in events)
        {
            var metadata = new EventMetadata(
                Ids.Derive(command, entries.Count), command, "", actor.Kind, actor.Person, actor.Organisation, actor.For?.Party, null, 1_790_000_000_000_000 + commands, command, null, null).ToBytes();
            hash = Chain.Next(hash, grain.Stream, version + entries.Count + 1, type, metadata, payload);
            entries.Add(new(type, payload, metadata, hash));
        }
        (await Journal.Append(new(grain.Stream, version, command, entries, []), default)).ShouldBeOfType<AppendResult.Appended>();
        heads[grain] = (version + entries.Count, hash);
    }

    /// <summary>An agreement of these parties.</summary>
    public Task Drafted(params Staff[] parties) => Happened(Agreement, parties[0].As(Role.Coordinator), AgreementCases.Drafted(parties));

    /// <summary>The relay takes all that is in the journal after a position, in pages of so many.</summary>
    public async Task Carry(long after = 0, int page = 1000)
    {
        while (await Journal.ReadHeads(after, null, page, default) is { Count: > 0 } heads)
        {
            (await Relay.Handle(heads, default)).ShouldNotBeNull();
            after = heads[^1].Position;
        }
    }

    /// <summary>"ads.text-signed" for each routing key of each message so far, in order.</summary>
    public IReadOnlyList<string> Keys => [.. Bus.Taken.SelectMany(o => o.RoutingKeys)];

    public async ValueTask DisposeAsync()
    {
        await databases.DisposeAsync();
        await Journal.DisposeAsync();
        Stores.Remove(store);
    }
}
