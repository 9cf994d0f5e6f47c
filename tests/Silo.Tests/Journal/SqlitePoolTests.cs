using Dapper;
using Microsoft.Data.Sqlite;
using Mithaq.Silo.Journal.Sqlite;

namespace Mithaq.Silo.Tests.Journal;

public sealed class SqlitePoolTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mithaq-pool-");
    private readonly SqlitePool pool;

    public SqlitePoolTests()
    {
        pool = new(Path.Combine(folder.FullName, "a.db"), "pragma cache_size = -1234;");
        using var connection = pool.Open();
        connection.Execute("create table a (n integer primary key, text text not null)");
        connection.Execute("insert into a values (@N, @Text)", new[] { new { N = 1, Text = "one" }, new { N = 2, Text = "two" }, new { N = 3, Text = "three" } });
    }

    public void Dispose()
    {
        pool.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_connection_comes_back_with_its_settings_and_two_at_once_are_two()
    {
        var first = pool.Open();
        using (var second = pool.Open()) second.ShouldNotBeSameAs(first);
        first.Dispose();

        using var again = pool.Open();
        again.ShouldBeSameAs(first);
        again.ExecuteScalar<long>("pragma cache_size").ShouldBe(-1234);
    }

    [Fact]
    public void A_statement_is_kept_and_sees_only_the_parameters_of_its_use()
    {
        using var connection = pool.Open();
        const string named = "select text from a where n = @n";
        var kept = connection.Take(named);
        connection.GiveBack(kept);

        connection.QuerySingle<string>(named, new { n = 1 }).ShouldBe("one");
        connection.QuerySingle<string>(named, new { n = 2 }).ShouldBe("two");
        Should.Throw<InvalidOperationException>(() => connection.QuerySingle<string>(named)).Message.ShouldContain("@n");

        connection.Take(named).ShouldBeSameAs(kept);
    }

    [Fact]
    public void A_list_among_the_parameters_has_the_text_of_its_length()
    {
        using var connection = pool.Open();
        const string among = "select text from a where n in @all order by n";
        connection.Query<string>(among, new { all = new[] { 1, 3 } }).ShouldBe(["one", "three"]);
        connection.Query<string>(among, new { all = new[] { 1, 2, 3 } }).ShouldBe(["one", "two", "three"]);
        connection.Query<string>(among, new { all = new[] { 2 } }).ShouldBe(["two"]);
    }

    [Fact]
    public void The_same_text_can_be_open_twice()
    {
        using var connection = pool.Open();
        const string all = "select n from a order by n";
        var pairs = new List<(long, long)>();
        using (var outer = connection.ExecuteReader(all))
            while (outer.Read())
                using (var inner = connection.ExecuteReader(all))
                    while (inner.Read()) pairs.Add((outer.GetInt64(0), inner.GetInt64(0)));
        pairs.ShouldBe([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)]);
    }

    [Fact]
    public void A_statement_that_failed_can_be_used_again()
    {
        using var connection = pool.Open();
        const string add = "insert into a values (@n, @text)";
        Should.Throw<SqliteException>(() => connection.Execute(add, new { n = 1, text = "again" }));
        connection.Execute(add, new { n = 4, text = "four" }).ShouldBe(1);
        connection.ExecuteScalar<long>("select count(*) from a").ShouldBe(4);
    }

    [Fact]
    public void A_statement_follows_the_transactions_of_its_connection()
    {
        using var connection = pool.Open();
        const string add = "insert into a values (@n, 'new')";
        using (var given = connection.BeginTransaction())
        {
            connection.Execute(add, new { n = 4 }, given);
            given.Rollback();
        }
        using (var given = connection.BeginTransaction())
        {
            connection.Execute(add, new { n = 5 }, given);
            given.Commit();
        }
        connection.Execute(add, new { n = 6 });
        connection.Query<long>("select n from a where n > 3 order by n").ShouldBe([5, 6]);
    }

    [Fact]
    public void Nobody_finds_himself_in_what_another_left_open()
    {
        var left = pool.Open();
        left.Execute("begin immediate");
        left.Execute("insert into a values (4, 'four')");
        left.Dispose();

        using var connection = pool.Open();
        connection.ShouldNotBeSameAs(left);
        connection.ExecuteScalar<long>("select count(*) from a").ShouldBe(3);
        connection.Execute("begin immediate; rollback");
    }

    [Fact]
    public void Who_gives_back_after_the_pool_was_closed_closes_the_file()
    {
        var (idle, used) = (pool.Open(), pool.Open());
        idle.Dispose();
        pool.Dispose();
        idle.State.ShouldBe(System.Data.ConnectionState.Closed);

        used.ExecuteScalar<long>("select count(*) from a").ShouldBe(3);
        used.Dispose();
        used.State.ShouldBe(System.Data.ConnectionState.Closed);
        // The last connection to a file takes its write-ahead log with it.
        folder.GetFiles().Select(f => f.Name).ShouldBe(["a.db"]);
    }
}
