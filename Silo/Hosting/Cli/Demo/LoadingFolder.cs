namespace Mithaq.Silo.Hosting.Cli.Demo;

/// <summary>Where the cases are loaded, beside the folder that they are for. It is marked, so that nothing else is ever taken for it and deleted.</summary>
internal static class LoadingFolder
{
    private const string Mark = "made-by-mithaq-demo";

    /// <summary>What an interrupted start has left goes.</summary>
    /// <exception cref="WrongUseException">Something that the demonstration did not make is in its way.</exception>
    public static DirectoryInfo Begin(DirectoryInfo target)
    {
        var loading = new DirectoryInfo($"{target.FullName.TrimEnd(Path.DirectorySeparatorChar)}.loading");
        if (loading.Exists && !File.Exists(MarkIn(loading)) && loading.EnumerateFileSystemInfos().Any())
            throw new WrongUseException($"{loading.FullName} is in the way, and the demonstration did not make it: move it, or choose another folder (--data)");
        if (loading.Exists) loading.Delete(recursive: true);
        loading.Create();
        File.WriteAllBytes(MarkIn(loading), []);
        return loading;
    }

    /// <summary>It is whole and takes its place.</summary>
    public static void End(DirectoryInfo loading, DirectoryInfo target)
    {
        if (target.Exists) target.Delete();
        loading.MoveTo(target.FullName);
        File.Delete(MarkIn(target));
    }

    private static string MarkIn(DirectoryInfo folder) => Path.Combine(folder.FullName, Mark);
}
