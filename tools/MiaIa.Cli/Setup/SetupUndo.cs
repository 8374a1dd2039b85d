using MiaIa.Hosting;

namespace MiaIa.Cli.Setup;

/// <summary>
/// Takes back all that setup has done for this user, last step first. What somebody has changed since stays, and so do journals, logs and the
/// tokens: a program that still runs is halted and reached by them.
/// </summary>
/// <param name="package">The unpacked package.</param>
/// <param name="user">This user's folder.</param>
/// <param name="output">Takes a line for each file.</param>
internal sealed class SetupUndo(string package, string user, TextWriter output)
{
    /// <summary>Takes back; a file that is already gone is fine.</summary>
    /// <exception cref="SetupException">There is nothing to take back, or a program of it runs; nothing was changed.</exception>
    public void Run()
    {
        var record = SetupRecord.Open(user);
        var note = PrintableText.From(Path.Combine(user, SetupRecord.FileName), 400);
        if (record.Files.Count == 0)
            throw new SetupException($"No setup is known: {note} names none.");
        // Windows keeps the files of a program that runs, and one that is started anew would find neither its settings nor its journal.
        RunningHere.Refuse(package, record);
        foreach (var file in record.Files.Reverse())
        {
            Say(TakeBack(file));
            if (WholeFile.DeleteDraft(file.Path))
                Say($"the rest of a write that was cut off beside {file.Path} deleted");
            foreach (var kept in record.KeptOf(file).Where(File.Exists))
                Say($"{kept} was there before an earlier setup and stays");
        }

        _ = WholeFile.DeleteDraft(Path.Combine(user, SetupRecord.FileName));
        record.Clear();
        Say($"{record.Folder} with journals and logs stays, and the next setup goes on there; delete it when you need them no more");
        Say($"the tokens in {user} stay: an engine and a bridge that still run need them; delete them when both are closed");
        output.WriteLine(
            "Done. The library that Sierra has built stays in its Data folder: take the study off every chart, then delete MiaIaStudy*.dll there."
        );
    }

    private static string TakeBack(WrittenFile file)
    {
        if (!File.Exists(file.Path))
            return $"{file.Path} was gone already";
        if (SetupRecord.Sum(File.ReadAllBytes(file.Path)) != file.Sha256)
        {
            var before = file.Kept.Length > 0 && File.Exists(file.Kept) ? $"; what was there before it is {file.Kept}" : "";
            return $"{file.Path} was changed since and stays{before}";
        }

        if (file.Kept.Length > 0 && File.Exists(file.Kept))
        {
            File.Move(file.Kept, file.Path, overwrite: true);
            return $"{file.Path} is again what was there before";
        }

        File.Delete(file.Path);
        return $"{file.Path} deleted";
    }

    private void Say(string text) => output.WriteLine(PrintableText.From(text, 600));
}
