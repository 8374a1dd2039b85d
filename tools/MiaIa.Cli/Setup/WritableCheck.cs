using MiaIa.Hosting;

namespace MiaIa.Cli.Setup;

/// <summary>Finds out whether files and folders can be written, before the first of them is.</summary>
internal static class WritableCheck
{
    /// <summary>Files that will be written as drafts and moved into their places.</summary>
    /// <exception cref="SetupException">One cannot be; nothing was changed.</exception>
    public static void Files(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (Directory.Exists(file))
                throw Refusal(file, "a folder has its name");
            Try(
                file,
                () =>
                {
                    if (File.Exists(file))
                        new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
                }
            );
            Folder(Path.GetDirectoryName(file)!);
        }
    }

    /// <summary>Folders in which files will be written; those that are missing will be made.</summary>
    /// <exception cref="SetupException">One cannot be; nothing was changed.</exception>
    public static void Folders(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
            Folder(folder);
    }

    // Of a folder that is missing the nearest one above it counts. Only a file that is made says whether one can be.
    private static void Folder(string folder)
    {
        var there = folder;
        while (!Directory.Exists(there))
        {
            if (File.Exists(there))
                throw Refusal(there, "it is a file, and has to be a folder");
            there = Path.GetDirectoryName(there) ?? throw Refusal(folder, "there is no such drive");
        }

        var trial = Path.Combine(there, $".miaia-{Guid.NewGuid():N}");
        Try(
            there,
            () => new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose()
        );
    }

    private static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal(path, e.Message);
        }
    }

    private static SetupException Refusal(string path, string why) =>
        new($"{PrintableText.From(path, 400)} cannot be written: {PrintableText.From(why, 400).TrimEnd('.')}. Nothing was changed.");
}
