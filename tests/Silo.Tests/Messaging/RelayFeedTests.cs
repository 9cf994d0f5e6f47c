using System.Collections.Concurrent;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Grains.Kernel;
using Mithaq.Silo.Messaging;
using Mithaq.Testing;
using static Mithaq.Silo.Tests.Messaging.RelayFixture;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>How the relay goes through the journal, whatever the bus is.</summary>
public sealed class RelayFeedTests : IAsyncLifetime
{
    private static readonly Actor Ads = People.Ads.As(Role.Coordinator);
    private RelayFixture relay = null!;

    public async Task InitializeAsync() => relay = await Open();

    public async Task DisposeAsync() => await relay.DisposeAsync();

    [Fact]
    public async Task A_message_says_what_happened_and_whose_act_it_was()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Carry();

        var message = EventMessage.Parse(relay.Bus.Taken.ShouldHaveSingleItem().Body);
        var entry = (await relay.Journal.ReadStream(Agreement.Stream, 0, default).ToListAsync()).Single();
        message.Id.ShouldBe(Mithaq.Silo.Journal.EventMetadata.FromBytes(entry.Metadata).EventId.ToString());
        (message.Source, message.Type, message.Subject, message.Organisation).ShouldBe(("urn:mithaq:test", "ma.mithaq.agreement.agreement-drafted.v1", Agreement.Stream, "ads"));
        (message.Sequence, message.PartitionKey, message.DataSchema).ShouldBe(("00000000000000000001", Agreement.Stream, "urn:mithaq:schema:agreement.agreement-drafted.v1"));
        message.Event().ShouldBeOfType<AgreementDrafted>().Initiator.ShouldBe(People.Ads.Organisation);
    }

    [Fact]
    public async Task A_message_that_would_be_too_large_says_where_its_data_is()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new(new string('1', EventMessage.MostBytes), "order office", People.Ads.Organisation)));
        await relay.Carry(after: 1);
        var message = EventMessage.Parse(relay.Bus.Taken.ShouldHaveSingleItem().Body);
        (message.Data, message.DataRef).ShouldBe((null, $"/grains/{Agreement.Stream}/events/2"));
    }

    [Fact]
    public async Task The_events_of_one_grain_follow_each_other_and_grains_go_side_by_side()
    {
        var grains = Enumerable.Range(0, 8).Select(n => GrainId.Agreement(Ids.Derive(Guid.Empty, n))).ToArray();
        foreach (var grain in grains) await relay.Happened(grain, Ads, AgreementCases.Drafted(People.Ads, People.Hcar));
        for (var i = 0; i < 10; i++)
            foreach (var grain in grains) await relay.Happened(grain, Ads, new ReferenceRecorded(new($"{i}", "order office", People.Ads.Organisation)));
        var (gate, under, most, together) = (new Lock(), new HashSet<string>(), 0, new TaskCompletionSource());
        relay.Bus.Before = async (outgoing, token) =>
        {
            lock (gate)
            {
                under.Add(outgoing.Message.Subject).ShouldBeTrue();
                most = Math.Max(most, under.Count);
                if (most == grains.Length) together.TrySetResult();
            }
            await together.Task;
            lock (gate) under.Remove(outgoing.Message.Subject);
        };

        await relay.Carry();

        most.ShouldBe(grains.Length);
        foreach (var grain in grains) relay.Bus.Taken.Where(o => o.Message.Grain == grain).Select(o => o.Message.Version).ShouldBe(Enumerable.Range(1, 11).Select(v => (long)v));
    }

    [Fact]
    public async Task What_the_bus_does_not_take_is_brought_again_and_nothing_of_its_grain_overtakes_it()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new("1", "order office", People.Ads.Organisation)));
        var troubles = 3;
        relay.Bus.Before = (_, _) => troubles-- > 0 ? throw new IOException("away") : Task.CompletedTask;
        await relay.Carry();
        relay.Bus.Taken.Select(o => o.Message.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_bus_that_takes_nothing_for_long_is_named_and_nothing_counts_as_published()
    {
        var clock = new ManualClock();
        await using var relay = await Open(clock);
        await relay.Drafted(People.Ads, People.Hcar);
        relay.Bus.Problem = "nobody there";
        relay.Bus.Before = (_, stop) =>
        {
            clock.Advance(relay.Options.Patience);
            return Forever(stop);
        };
        (await Should.ThrowAsync<BusUnavailableException>(() => relay.Carry())).Message.ShouldBe("recording took nothing for 20 s: nobody there");
    }

    [Fact]
    public async Task Who_stops_the_node_does_not_wait_for_the_bus()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        using var stop = new CancellationTokenSource();
        relay.Bus.Before = (_, token) =>
        {
            stop.Cancel();
            return Forever(token);
        };
        var page = (await relay.Journal.ReadHeads(0, null, 10, default))!;
        await Should.ThrowAsync<OperationCanceledException>(async () => await relay.Relay.Handle(page, stop.Token));
    }

    [Fact]
    public async Task An_event_of_a_newer_program_is_left_to_a_node_that_knows_it()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Stored(Agreement, Ads, ("agreement.of-tomorrow.v1", "{}"u8.ToArray()));
        await Should.ThrowAsync<UnknownEventException>(() => relay.Carry());
        relay.Bus.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_lands_where_a_person_sees_it_and_does_not_keep_the_others()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Stored(Agreement, Ads, ("agreement.reference-recorded.v1", "{\"reference\":"u8.ToArray()));
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new("1", "order office", People.Ads.Organisation)));
        await relay.Carry(page: 1);
        relay.Bus.Taken.Select(o => o.Message.Version).ShouldBe([1, 3]);
        relay.Bus.Taken[1].RoutingKeys.ShouldBe(["ads.agreement.reference-recorded", "hcar.agreement.reference-recorded"]);
        var dead = (await relay.DeadLetters.List(0, 10)).ShouldHaveSingleItem();
        (dead.Kind, dead.Subject).ShouldBe((DeadLetters.Relay, $"{Agreement.Stream} 2"));

        // No program can read it: it stays where it is.
        (await relay.Office.Replay(dead.Id, default)).ShouldBeOfType<ReplayResult.Failed>();
        relay.Bus.Taken.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_an_older_program_could_not_publish_goes_out_when_it_is_replayed_to_those_who_were_parties_then()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new("1", "order office", People.Ads.Organisation)));
        await relay.Happened(Agreement, People.Hcar.As(Role.Coordinator), new PartyWithdrew(People.Hcar.Organisation, new(2026, 11, 2)));
        await relay.DeadLetters.Add(DeadLetters.Relay, $"{Agreement.Stream} 2", "it cannot be read", [], 1);

        (await relay.Office.Replay(1, default)).ShouldBeOfType<ReplayResult.Replayed>();

        var outgoing = relay.Bus.Taken.ShouldHaveSingleItem();
        outgoing.Message.Event().ShouldBeOfType<ReferenceRecorded>();
        outgoing.RoutingKeys.ShouldBe(["ads.agreement.reference-recorded", "hcar.agreement.reference-recorded"]);
        (await relay.Office.Replay(1, default)).ShouldBe(new ReplayResult.NotDead(1));
    }

    [Theory]
    [InlineData("agreement/3f0e3c39-33c5-4a2c-a1ea-3a0b1a2f3c4d 1")]
    [InlineData("ministry/1 1")]
    [InlineData("nothing")]
    [InlineData("")]
    public async Task A_letter_of_no_event_of_the_journal_stays_dead(string subject)
    {
        await relay.DeadLetters.Add(DeadLetters.Relay, subject, "it cannot be read", [], 1);
        (await relay.Office.Replay(1, default)).ShouldBeOfType<ReplayResult.Failed>().Reason.ShouldBe($"the journal has no event '{subject}'");
        relay.Bus.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_waits_for_the_bus_as_the_relay_does()
    {
        var clock = new ManualClock();
        await using var relay = await Open(clock);
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.DeadLetters.Add(DeadLetters.Relay, $"{Agreement.Stream} 1", "it cannot be read", [], 1);
        relay.Bus.Before = (_, stop) =>
        {
            clock.Advance(relay.Options.Patience);
            return Forever(stop);
        };
        (await relay.Office.Replay(1, default)).ShouldBeOfType<ReplayResult.Failed>().Reason.ShouldBe("recording took nothing for 20 s");
    }

    private static Task Forever(CancellationToken stop) => new TaskCompletionSource().Task.WaitAsync(stop);
}
