using System.Globalization;
using Mithaq.Faults;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;
using Mithaq.Testing.Runtime;

// A node that tests start as a process of its own, beside others, and may kill:
//   append sqlite|postgres DIRECTORY|CONNECTION-STRING NAME APPENDS
// appends that many events to ten streams that all such processes share, reloading after a conflict, and prints how many were stored.
//   work sqlite|postgres DIRECTORY|CONNECTION-STRING NAME ROUNDS [embedded|orleans]
// lets a whole node give commands to the agreements that all such processes share, and prints each reference once it is accepted.
//   mail sqlite|postgres DIRECTORY|CONNECTION-STRING killed|recorded PORT
// sends what is due to the SMTP server there, says "taken" between the server's yes and the record of it or "recorded" after it, and waits to be killed.
if (args is not [var what, var kind, var place, var name, var count, .. var shell]) return 2;

var options = kind == "postgres" ? new StoreOptions { Kind = StoreKind.PostgreSql, ConnectionString = place } : new StoreOptions { DataDirectory = place };
var times = int.Parse(count, CultureInfo.InvariantCulture);
switch (what)
{
    case "append":
        await using (var journal = await Journals.Open(options))
        {
            var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => SharedStreams.Append(journal, $"{name}-{caller}", times / 8)));
            Console.WriteLine(stored.Sum().ToString(CultureInfo.InvariantCulture));
        }
        return 0;
    case "work":
        await using (var node = await MithaqNode.Open(options, settings: Neighbours.Settings, shell: Enum.Parse<ShellKind>(shell.FirstOrDefault() ?? nameof(ShellKind.Embedded), ignoreCase: true)))
        {
            var shared = new SharedAgreements(node.Grains);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => shared.Work($"{name}-{worker}", times / 4, Console.WriteLine)));
        }
        return 0;
    case "mail":
        await WaitingSender.Run(options, port: times, beforeRecord: name == "killed");
        return 0;
    default:
        return 2;
}
