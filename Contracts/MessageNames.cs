using System.Reflection;
using System.Text;

namespace Mithaq.Contracts;

/// <summary>
/// The stable names of messages. A command's is its type in camel case ("signText"); an event's is grain, type in kebab case and version
/// ("agreement.text-signed.v1"), the grain being the last part of its namespace in the singular, or "grain" for those that any grain has.
/// </summary>
public static class MessageNames
{
    private static readonly Lazy<Dictionary<string, Type>> Events = new(() => Known<IEvent>().ToDictionary(Of));
    private static readonly Lazy<Dictionary<string, Type>> CommandsByName = new(() => Known<ICommand>().ToDictionary(Of));

    public static IReadOnlyCollection<Type> EventTypes => Events.Value.Values;
    public static IReadOnlyCollection<Type> CommandTypes => CommandsByName.Value.Values;

    public static string Of(Type message) => message.IsAssignableTo(typeof(ICommand))
        ? char.ToLowerInvariant(message.Name[0]) + message.Name[1..]
        : $"{GrainOf(message)}.{Kebab(message.Name)}.v{message.GetCustomAttribute<EventVersionAttribute>()?.Version ?? 1}";

    /// <summary>Null for a name that this program does not know.</summary>
    public static Type? Event(string name) => Events.Value.GetValueOrDefault(name);

    public static Type? Command(string name) => CommandsByName.Value.GetValueOrDefault(name);

    /// <summary>The kind of grain whose message it is; "grain" for those that any grain has.</summary>
    public static string GrainOf(Type message) => message.Namespace!.Split('.')[^1] switch
    {
        "Contracts" => "grain",
        var plural => plural.TrimEnd('s').ToLowerInvariant(),
    };

    private static IEnumerable<Type> Known<T>() =>
        typeof(MessageNames).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T)));

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && kebab.Length > 0) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(c));
        }
        return kebab.ToString();
    }
}
