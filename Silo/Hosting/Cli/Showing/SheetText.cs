using Mithaq.Contracts;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>A sheet on the screen.</summary>
internal static class SheetText
{
    /// <summary>Which commands other stages take, the very first one among them, is no news.</summary>
    private static bool IsOfOtherStage(PermitLine permit) => permit.Code is Refusals.WrongStage or Refusals.AlreadyExists;

    public static void Write(Sheet sheet, Paper paper, bool asked)
    {
        var texts = paper.Texts;
        paper.Line(0, texts.Isolated(sheet.Title));
        paper.Line(0, $"{texts.Console($"one.{sheet.Kind}")} · {sheet.StageWords} · {texts.Isolated(sheet.Grain)}");
        foreach (var fact in sheet.Facts) paper.Line(2, $"{fact.Label}{paper.Colon}{fact.Value}", 6);
        foreach (var part in sheet.Parts)
        {
            paper.Heading(part.Heading);
            foreach (var row in part.Rows)
            {
                var state = row.StateWords is null ? "" : $" · {row.StateWords}";
                paper.Line(2, $"{row.Text}{state}{(row.Id is null ? "" : $" [{texts.Isolated(row.Id)}]")}", 6);
                foreach (var detail in row.Detail ?? []) paper.Line(4, detail, 8);
            }
            if (part.More is { } more) paper.Line(2, texts.Console("and-more", ("count", more)));
        }
        paper.Heading(texts.Console("waiting"));
        if (sheet.Waiting.Count == 0) paper.Line(2, texts.Console("nothing-waits"));
        foreach (var waiting in sheet.Waiting) paper.Line(2, Waiting(waiting, paper), 6);
        Next(sheet, paper, asked);
        paper.Heading(texts.Console("story"));
        foreach (var line in sheet.Story)
            paper.Line(2, $"{texts.Isolated(FormattableString.Invariant($"{line.On:yyyy-MM-dd}"))} {(line.ByTimer ? "⚙ " : "")}{line.Text}", 13);
    }

    private static string Waiting(WaitingLine line, Paper paper) =>
        $"{line.OwesWords} ({line.RoleWords}){paper.Colon}{line.Text} · {When.Of(paper.Texts, line.Due, line.Late, line.Held)}";

    private static void Next(Sheet sheet, Paper paper, bool asked)
    {
        var texts = paper.Texts;
        var allowed = sheet.Next.Where(p => p.Code is null).ToList();
        paper.Heading(asked ? texts.Console("allowed") : texts.Console("possible", ("option", "--as")));
        paper.Line(2, allowed.Count == 0 ? texts.Console("nothing-allowed") : texts.List(allowed.Select(p => p.Words)), 2);
        foreach (var refused in sheet.Next.Where(p => p.Code is not null && !IsOfOtherStage(p)).GroupBy(p => p.Why))
            paper.Line(2, $"✗ {texts.List(refused.Select(p => p.Words))}{paper.Colon}{refused.Key}", 6);
        if (sheet.Next.Count(IsOfOtherStage) is > 0 and var others) paper.Line(2, texts.Console("other-stages", ("count", others)), 2);
    }
}
