using System.Collections.Concurrent;
using Mithaq.Contracts;

namespace Mithaq.Silo.Runtime;

/// <summary>Stored type names, worked out once a type.</summary>
internal static class EventNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static string Of(IEvent happened) => Names.GetOrAdd(happened.GetType(), MessageNames.Of);
}
