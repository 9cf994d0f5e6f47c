using System.Data.Common;
using Mithaq.Silo.Hosting;

namespace Mithaq.Silo.Runtime;

/// <summary>Which exceptions mean that the store cannot be reached now, so that a caller may try again.</summary>
internal static class Failures
{
    public static bool IsOfStore(Exception e) => e is DbException or IOException or TimeoutException or System.Net.Sockets.SocketException or StoreUnavailableException;
}
