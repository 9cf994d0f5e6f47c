using System.Globalization;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Testing.Journal;

// A node that tests start as a process of its own, beside others, and may kill:
//   append sqlite|postgres DIRECTORY|CONNECTION-STRING NAME APPENDS
// appends that many events to ten streams that all such processes share, reloading after a conflict, and prints how many were stored.
if (args is not ["append", var kind, var place, var name, var count]) return 2;

var options = kind == "postgres" ? new StoreOptions { Kind = StoreKind.PostgreSql, ConnectionString = place } : new StoreOptions { DataDirectory = place };
await using var journal = await Journals.Open(options);
var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => SharedStreams.Append(journal, $"{name}-{caller}", int.Parse(count, CultureInfo.InvariantCulture) / 8)));
Console.WriteLine(stored.Sum().ToString(CultureInfo.InvariantCulture));
return 0;
