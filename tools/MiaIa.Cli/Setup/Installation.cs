using System.Globalization;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Setup;

/// <summary>Puts the package to use: checks Sierra, then study, tokens and settings. Doing it again changes only what differs.</summary>
/// <param name="package">The unpacked package.</param>
/// <param name="folder">Where journal, logs and tokens are to lie.</param>
/// <param name="output">Takes a line for each step.</param>
internal sealed class Installation(string package, string folder, TextWriter output)
{
    private const int Steps = 5;
    private const string StudyName = "MiaIaStudy.cpp";
    private const string Example = "appsettings.example.json";
    private const string SettingsName = "appsettings.json";
    private const string KeptEnding = ".before-miaia";

    // The engine's program in a package for Windows and in one for Linux.
    private static readonly string[] Engines = ["MiaIa.Engine.Host.exe", "MiaIa.Engine.Host"];

    private static readonly string[] Used = ["journal", "logs", "options"];

    private readonly SetupRecord _record = SetupRecord.Open(folder);
    private int _step;

    /// <summary>Runs all steps.</summary>
    /// <param name="givenSierra">Sierra's folder; empty = the usual one.</param>
    /// <exception cref="SetupException">
    /// The package or Sierra is not as it must be, or what is to be written cannot be; nothing was changed.
    /// </exception>
    public void Run(string givenSierra)
    {
        var study = File.ReadAllBytes(Needed("study", StudyName));
        var engine = EngineSettings(Needed("engine", Example));
        var bridge = BridgeSettings(Needed("bridge", Example));
        var sierra = SierraFolder.Find(givenSierra);
        RefuseWhatCannotBeWritten(Path.Combine(sierra.Source, StudyName));
        Say($"Sierra Chart in {sierra.Root}, version {sierra.Version}");
        Put("study", Path.Combine(sierra.Source, StudyName), study, replaces: true);
        MakeTokens();
        foreach (var used in Used)
            Directory.CreateDirectory(Path.Combine(folder, used));
        Put("settings of the engine", SettingsOf("engine"), engine, replaces: false);
        Put("settings of the bridge", SettingsOf("bridge"), bridge, replaces: false);
        output.WriteLine("Done. In Sierra Chart: Analysis >> Build Custom Studies DLL, there File >> Select Files: MiaIaStudy.cpp,");
        output.WriteLine("then Build >> Remote Build. The README goes on from there.");
    }

    private string SettingsOf(string part) => Path.Combine(package, part, SettingsName);

    private void RefuseWhatCannotBeWritten(string study)
    {
        // What is there of these stays as it is.
        var made = new[] { SettingsOf("engine"), SettingsOf("bridge") }
            .Concat(new[] { AccessRole.Watch, AccessRole.Operate }.Select(role => AccessTokens.FileOf(folder, role)))
            .Where(file => !File.Exists(file));
        WritableCheck.Files([study, Path.Combine(folder, SetupRecord.FileName), .. made]);
        WritableCheck.Folders(Used.Select(used => Path.Combine(folder, used)));
    }

    private string Needed(string part, string file)
    {
        var path = Path.Combine(package, part, file);
        return File.Exists(path)
            ? path
            : throw new SetupException(
                $"{PrintableText.From(path)} is missing: unpack the whole package, or name its folder with --package."
            );
    }

    private byte[] EngineSettings(string example)
    {
        var settings = SettingsText.Read(example);
        settings.Set("CredentialsFolder", folder);
        settings.Set("Journal:Directory", Path.Combine(folder, "journal"));
        settings.Set("Options:HistoryFolder", Path.Combine(folder, "options"));
        settings.Set("Ibkr:CacheFolder", Path.Combine(folder, "options-cache"));
        settings.Set("Log:Folder", Path.Combine(folder, "logs"));
        settings.Set("Reports:Folder", Path.Combine(folder, "data"));
        return settings.Bytes;
    }

    private byte[] BridgeSettings(string example)
    {
        var settings = SettingsText.Read(example);
        settings.Set("CredentialsFolder", folder);
        settings.Set("Engine:Start:Path", Engine());
        settings.Set("LogFile", Path.Combine(folder, "logs", "bridge.log"));
        return settings.Bytes;
    }

    // Without either of the two nothing is started by itself.
    private string Engine() => Engines.Select(name => Path.Combine(package, "engine", name)).FirstOrDefault(File.Exists) ?? "";

    private void MakeTokens()
    {
        AccessRole[] roles = [AccessRole.Watch, AccessRole.Operate];
        var made = roles.Select(role => AccessTokens.FileOf(folder, role)).Where(file => !File.Exists(file)).ToArray();
        _ = AccessTokens.OpenOrCreate(folder);
        foreach (var file in made)
            _record.Add(new WrittenFile(file, SetupRecord.Sum(File.ReadAllBytes(file)), ""));
        Say($"tokens in {folder}: {(made.Length > 0 ? "made" : "there already")}");
    }

    // What somebody else has put there is kept: the study's source is moved aside, settings stay as they are.
    private void Put(string what, string path, byte[] content, bool replaces)
    {
        var sum = SetupRecord.Sum(content);
        var known = _record.Of(path);
        var found = File.Exists(path) ? SetupRecord.Sum(File.ReadAllBytes(path)) : null;
        if (found == sum)
        {
            Say($"{what}: {path} is there already");
            return;
        }

        var kept = known?.Kept ?? "";
        if (found is not null && found != known?.Sha256)
        {
            if (!replaces)
            {
                Say($"{what}: {path} is yours and stays as it is");
                return;
            }

            kept = Aside(path);
        }

        // Noted before it is done: a cut between the two leaves a note of a file that is not there, and no file without a note.
        _record.Add(new WrittenFile(path, sum, kept));
        WholeFile.Write(path, content);
        Say($"{what}: {path} {(found is null ? "written" : "brought up to date")}{(kept.Length > 0 ? $", what was there is {kept}" : "")}");
    }

    private static string Aside(string path)
    {
        var kept = path + KeptEnding;
        for (var number = 2; File.Exists(kept); number++)
            kept = string.Create(CultureInfo.InvariantCulture, $"{path}{KeptEnding}-{number}");
        File.Copy(path, kept);
        return kept;
    }

    private void Say(string text) => output.WriteLine($"{++_step} of {Steps}  {PrintableText.From(text, 600)}");
}
