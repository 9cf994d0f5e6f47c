namespace Mithaq.Silo.Hosting;

/// <summary>The database cannot be reached, refuses us or has no room: nothing was stored.</summary>
public sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
