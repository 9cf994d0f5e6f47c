using System.CommandLine;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.People;
using Mithaq.Gateway.Views.Work;
using Mithaq.Silo.Feeds.Deadlines;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Hosting.Cli.Showing;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Scheduling;

namespace Mithaq.Silo.Hosting.Cli.Working;

/// <summary>What waits for an organisation over all its grains, in the order of a coordinator's Monday.</summary>
internal static class WorkCommand
{
    public static Command Create(StoreArguments store)
    {
        var id = new Argument<string>("organisation") { Description = "Whose work (ads)" };
        var language = CommonOptions.Language();
        var json = CommonOptions.Json(CommonOptions.One);
        var work = new Command("work", "Show what waits for an organisation: late, irreversible, money, committees, cases, and agreements that sleep") { id, language, json };
        store.AddTo(work);
        work.SetAction(async (line, stop) =>
        {
            await using var node = await MithaqNode.Open(store.Existing(line), stop: stop);
            var states = node.Get<GrainStates>();
            var organisation = await Caller.Known(new(line.GetValue(id)!), states, stop);
            var texts = Texts.In(line.GetValue(language)!);
            await node.Feeds.WaitFor(DeadlineFeed.FeedName, await node.Journal.LastPosition(stop), stop);
            var rows = await new GrainRows(node.Journal, states, node.Get<CurrentDirectory>(), node.Get<DeadlineIndex>()).Of(organisation.Id, stop);
            var today = node.Get<Zones>().DateAt(organisation.Zone, node.Get<TimeProvider>().GetUtcNow());
            var list = MondayList.Of(organisation.Id, today, rows);
            var names = new Names(node.Journal, node.Get<Persons>(), texts);
            var (sheet, called) = await names.With(() => (WorkSheet.Of(organisation.Id, today, list, texts, names), names.Of(organisation.Id)), stop);
            var output = line.InvocationConfiguration.Output;
            if (line.GetValue(json)) output.WriteLine(JsonSerializer.Serialize(sheet, ShowJson.Lines.WorkSheet));
            else sheet.Write(new(output, texts), called);
            return ExitCodes.Done;
        });
        return work;
    }
}
