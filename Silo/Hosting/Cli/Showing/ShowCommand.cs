using System.CommandLine;
using System.Text.Json;
using Mithaq.Gateway.Languages;
using Mithaq.Grains;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>Shows a grain of any kind; each kind has its command, and all are this one.</summary>
internal static class ShowCommand
{
    public static IEnumerable<Command> Create(StoreArguments store) =>
        GrainCatalog.Default.Grains.Select(kind => new Command(kind, $"Look at {An(kind)}") { Of(kind, store) });

    private static string An(string kind) => kind[0] is 'a' or 'o' ? $"an {kind}" : $"a {kind}";

    private static Command Of(string kind, StoreArguments store)
    {
        var id = new Argument<string>("id")
        {
            Description = kind switch
            {
                "organisation" => "The organisation (ads)",
                "agreement" => "The agreement's id, the beginning of it, its stream (agreement/…), or a number under which it is registered",
                _ => $"The {kind}'s id, the beginning of it, or its stream ({kind}/…)",
            },
        };
        var language = CommonOptions.Language();
        var caller = new Option<string?>("--as")
        {
            HelpName = "organisation[.role]", Description = "Whose next steps: an organisation's coordinator (ads) or another role (ads.signatory)",
        };
        var json = CommonOptions.Json(CommonOptions.One);
        var show = new Command("show", $"Show {An(kind)}: how it stands, what waits for whom, what may come next, and its last events")
        {
            id, language, caller, json,
        };
        store.AddTo(show);
        show.SetAction(async (line, stop) =>
        {
            await using var node = await MithaqNode.Open(store.Existing(line), stop: stop);
            var states = node.Get<GrainStates>();
            var grain = await new GrainFinder(node.Journal, states, node.Get<CurrentDirectory>()).Find(kind, line.GetValue(id)!, stop);
            var actor = line.GetValue(caller) is { } text
                ? await Caller.Of(text, states, node.Get<Zones>(), node.Get<TimeProvider>(), stop)
                : null;
            var texts = Texts.In(line.GetValue(language)!);
            var sheet = await new SheetMaker(node, texts, whole: line.GetValue(json)).Of(grain, actor, stop);
            var output = line.InvocationConfiguration.Output;
            if (line.GetValue(json)) output.WriteLine(JsonSerializer.Serialize(sheet, ShowJson.Lines.Sheet));
            else SheetText.Write(sheet, new(output, texts), actor is not null);
            return ExitCodes.Done;
        });
        return show;
    }
}
