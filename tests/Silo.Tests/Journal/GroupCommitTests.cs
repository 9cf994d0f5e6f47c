using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;

namespace Mithaq.Silo.Tests.Journal;

/// <summary>What goes out together, in what order, and who is told what; the databases themselves are in the conformance suite.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task Whatever_waits_while_a_batch_is_stored_goes_out_as_the_next_one_sorted_by_stream()
    {
        var writer = new HeldWriter();
        await using var commit = new GroupCommit(writer);
        var first = commit.Append(new StreamBuilder("case/9").Next(), default);
        await writer.Entered();

        var rest = new[] { "case/3", "case/1", "case/2" }.Select(stream => commit.Append(new StreamBuilder(stream).Next(), default)).ToArray();
        writer.Release();

        await Task.WhenAll([first, .. rest]);
        writer.Batches.ShouldBe(["case/9", "case/1 case/2 case/3"]);
    }

    [Fact]
    public async Task A_stream_is_in_a_batch_once_and_in_none_that_expects_it()
    {
        var writer = new HeldWriter();
        await using var commit = new GroupCommit(writer);
        var first = commit.Append(new StreamBuilder("case/0").Next(), default);
        await writer.Entered();
        var one = new StreamBuilder("case/1");

        var rest = new[]
        {
            commit.Append(one.Next(), default), commit.Append(one.Next(), default),
            commit.Append(new StreamBuilder("case/2").Next(expecting: ("organisation/ads", 3)), default), commit.Append(new StreamBuilder("organisation/ads", 3).Next(), default),
        };
        writer.Release();

        await Task.WhenAll([first, .. rest]);
        writer.Batches.ShouldBe(["case/0", "case/1 case/2", "case/1 organisation/ads"]);
    }

    [Fact]
    public async Task When_the_connection_is_lost_every_append_of_the_batch_is_unknown_and_the_next_batch_goes_on()
    {
        var writer = new HeldWriter();
        await using var commit = new GroupCommit(writer);
        var first = commit.Append(new StreamBuilder("case/0").Next(), default);
        await writer.Entered();
        var lost = Enumerable.Range(1, 3).Select(n => commit.Append(new StreamBuilder($"case/{n}").Next(), default)).ToArray();
        writer.FailBatch(2, new OutcomeUnknownException(new IOException("gone")));
        writer.Release();

        (await Task.WhenAll(lost)).ShouldAllBe(result => result is AppendResult.Unknown);
        (await first).ShouldBeOfType<AppendResult.Appended>();
        (await commit.Append(new StreamBuilder("case/4").Next(), default)).ShouldBeOfType<AppendResult.Appended>();
    }

    [Fact]
    public async Task When_nothing_could_be_sent_every_append_of_the_batch_is_unavailable()
    {
        var writer = new HeldWriter();
        await using var commit = new GroupCommit(writer);
        writer.FailBatch(1, new StoreUnavailableException("no room"));
        writer.Release();

        (await commit.Append(new StreamBuilder("case/1").Next(), default)).ShouldBeOfType<AppendResult.Unavailable>().Cause.Message.ShouldBe("no room");
    }

    [Fact]
    public async Task A_caller_that_gives_up_while_waiting_is_not_sent()
    {
        var writer = new HeldWriter();
        await using var commit = new GroupCommit(writer);
        var first = commit.Append(new StreamBuilder("case/0").Next(), default);
        await writer.Entered();
        using var stop = new CancellationTokenSource();
        var given = commit.Append(new StreamBuilder("case/1").Next(), stop.Token);
        await stop.CancelAsync();
        writer.Release();

        await Should.ThrowAsync<OperationCanceledException>(given);
        await first;
        writer.Batches.ShouldBe(["case/0"]);
    }

    [Fact]
    public async Task Appends_beyond_the_queues_bound_wait_for_room_and_are_stored()
    {
        var writer = new HeldWriter();
        await using var commit = new GroupCommit(writer);
        var appends = Enumerable.Range(0, 6000).Select(n => commit.Append(new StreamBuilder($"case/{n}").Next(), default)).ToArray();

        writer.Release();

        (await Task.WhenAll(appends)).ShouldAllBe(result => result is AppendResult.Appended);
        writer.LargestBatch.ShouldBe(256);
    }

    [Fact]
    public async Task Whoever_began_storing_is_let_go_while_others_append_on_and_on_to_a_store_that_answers_at_once()
    {
        var writer = new HeldWriter();
        await using var commit = new GroupCommit(writer);
        var (others, count) = (true, 0);
        writer.Storing = () =>
        {
            if (Volatile.Read(ref others)) _ = commit.Append(new StreamBuilder($"case/{++count}").Next(), default);
        };
        writer.Release();

        try
        {
            var first = await Task.Run(() => commit.Append(new StreamBuilder("case/first").Next(), default)).WaitAsync(TimeSpan.FromSeconds(20));

            first.ShouldBeOfType<AppendResult.Appended>();
        }
        finally
        {
            Volatile.Write(ref others, false);
        }
    }

    /// <summary>Stores nothing; holds its first batch until released and notes what came.</summary>
    private sealed class HeldWriter : IBatchWriter
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Dictionary<int, Exception> failures = [];

        public List<string> Batches { get; } = [];
        public int LargestBatch { get; private set; }

        /// <summary>Done by somebody else during each batch.</summary>
        public Action Storing { get; set; } = () => { };

        public Task Entered() => entered.Task;

        public void Release() => released.SetResult();

        public void FailBatch(int number, Exception failure) => failures.Add(number, failure);

        public async Task<Verdict[]> Commit(IReadOnlyList<Append> batch)
        {
            Batches.Add(string.Join(' ', batch.Select(append => append.Stream)));
            LargestBatch = Math.Max(LargestBatch, batch.Count);
            entered.TrySetResult();
            await released.Task;
            Storing();
            return failures.TryGetValue(Batches.Count, out var failure) ? throw failure : [.. batch.Select(append => new Verdict(Outcome.Appended, append.ExpectedVersion + 1))];
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
