using Mithaq.Gateway.Languages;
using Mithaq.Silo.Hosting.Cli.Showing;

namespace Mithaq.Silo.Tests.Cli;

public sealed class PaperTests
{
    private static string[] Written(string language, Action<Paper> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(new(output, Texts.In(language)));
        return output.ToString().TrimEnd('\n').Split('\n');
    }

    [Fact]
    public void Lines_end_before_the_hundredth_column_and_go_on_under_their_beginning()
    {
        var words = string.Join(' ', Enumerable.Repeat("agreement", 30));

        var lines = Written("en", paper => paper.Line(2, words, 6));

        lines.ShouldAllBe(line => line.Length <= 100);
        lines[0].ShouldStartWith("  agreement");
        lines.Skip(1).ShouldAllBe(line => line.StartsWith("      agreement"));
        string.Join(' ', lines.Select(line => line.Trim())).ShouldBe(words);
    }

    [Fact]
    public void A_word_wider_than_the_screen_is_kept_whole() => Written("en", paper => paper.Line(0, $"a {new string('x', 120)} b")).ShouldBe(["a", new string('x', 120), "b"]);

    [Fact]
    public void In_Arabic_every_line_is_marked_and_closes_the_isolates_that_it_opens()
    {
        var lines = Written("ar", paper => paper.Line(0, Texts.In("ar").Isolated(string.Join(' ', Enumerable.Repeat("اتفاقية", 40)))));

        lines.Length.ShouldBeGreaterThan(1);
        lines.ShouldAllBe(line => line[0] == '\u200F' && line.Count(c => c == Bidi.FirstStrongIsolate) == line.Count(c => c == Bidi.PopDirectionalIsolate));
    }
}
