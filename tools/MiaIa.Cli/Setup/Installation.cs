using System.Globalization;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Setup;

/// <summary>Puts the package to use: checks Sierra, then study, tokens and settings. Doing it again changes only what differs.</summary>
/// <param name="package">The unpacked package.</param>
/// <param name="user">
/// This user's folder: tokens and the record of setup lie there and nowhere else, for study and commands look there.
/// </param>
/// <param name="givenFolder">Where journal and logs are to lie; empty = where they lie already, or the user's folder.</param>
/// <param name="output">Takes a line for each step.</param>
internal sealed class Installation(string package, string user, string givenFolder, TextWriter output)
{
    private const int Steps = 5;
    private const int LineCharactersMax = 1_000;
    private const string Example = "appsettings.example.json";
    private const string KeptEnding = ".before-miaia";

    private static readonly AccessRole[] Roles = [AccessRole.Watch, AccessRole.Operate];
    private static readonly string[] Used = ["journal", "logs", "options"];

    private readonly SetupRecord _record = SetupRecord.Open(user);
    private string _folder = "";
    private int _step;

    /// <summary>Runs all steps.</summary>
    /// <param name="givenSierra">Sierra's folder; empty = the usual one.</param>
    /// <param name="cancellation">Gives up asking the programs for their judgement of the settings.</param>
    /// <exception cref="SetupException">
    /// The package, Sierra, tokens or settings are not as they must be, a journal would stay behind, or what is to be written cannot be; nothing was
    /// changed.
    /// </exception>
    public async Task RunAsync(string givenSierra, CancellationToken cancellation)
    {
        _folder =
            givenFolder.Length > 0 ? givenFolder
            : _record.Folder.Length > 0 ? _record.Folder
            : user;
        var study = File.ReadAllBytes(Needed("study", SierraFolder.StudyName));
        var engine = Planned("engine", EnginePlaces());
        var bridge = Planned("bridge", BridgePlaces());
        var sierra = SierraFolder.Find(givenSierra, _record.Sierra);
        var target = Path.Combine(sierra.Source, SierraFolder.StudyName);
        RefuseDamagedTokens();
        var (before, now) = (JournalBefore(), LeftJournal.In(engine.Planned(), Path.Combine(package, "engine")));
        LeftJournal.Refuse(before, now, LeftJournal.RemedyOf(before, engine, givenFolder.Length > 0), RefuseWhileRunning);
        var gone = _record.Folder.Length > 0 ? LeftJournal.GoneNote(before, now) : null;
        RefuseWhatCannotBeWritten(target, engine, bridge);
        var unasked = await SettingsTrial.RunAsync(package, [engine, bridge], cancellation);
        foreach (var file in _record.Files.Select(file => file.Path).Append(Path.Combine(user, SetupRecord.FileName)))
            WholeFile.DeleteDraft(file);
        (_record.Folder, _record.Journal) = (_folder, now);
        Say($"Sierra Chart in {sierra.Root}, version {sierra.Version}");
        PutStudy(target, study);
        MakeTokens();
        foreach (var used in Used)
            Directory.CreateDirectory(Path.Combine(_folder, used));
        Put("settings of the engine", engine);
        if (gone is not null)
            Note(gone);
        Put("settings of the bridge", bridge);
        foreach (var line in unasked)
            Note(line);
        output.WriteLine("Done. In Sierra Chart: Analysis >> Build Custom Studies DLL, there File >> Select Files: MiaIaStudy.cpp,");
        output.WriteLine("then Build >> Remote Build. The README goes on from there.");
    }

    private void RefuseDamagedTokens()
    {
        foreach (var role in Roles.Where(role => File.Exists(AccessTokens.FileOf(user, role))))
        {
            try
            {
                _ = AccessTokens.Open(user, role);
            }
            catch (CredentialsException fault)
            {
                throw new SetupException($"{PrintableText.From(fault.Message, LineCharactersMax)}. Nothing was changed.");
            }
        }
    }

    private void RefuseWhileRunning() => RunningHere.Refuse(package, _record);

    // Of an installation that was taken back, or whose settings are gone, what its setup noted is known.
    private string JournalBefore() =>
        SettingsPlan.InForce(package, "engine", _record) is { } file ? LeftJournal.In(SettingsText.Read(file), Path.GetDirectoryName(file)!)
        : _record.Journal.Length > 0 ? _record.Journal
        : LeftJournal.Below(_record.Folder.Length > 0 ? _record.Folder : user);

    private SettingsPlan Planned(string part, Dictionary<string, string> places)
    {
        _ = Needed(part, Example);
        return SettingsPlan.Of(package, part, _record, places, givenFolder.Length > 0);
    }

    private void RefuseWhatCannotBeWritten(string study, params SettingsPlan[] settings)
    {
        // What is there of these stays as it is.
        var made = Roles
            .Select(role => AccessTokens.FileOf(user, role))
            .Where(file => !File.Exists(file))
            .Concat(settings.Where(file => file.Content is not null).Select(file => file.Path));
        WritableCheck.Files([study, Path.Combine(user, SetupRecord.FileName), .. made]);
        WritableCheck.Folders(Used.Select(used => Path.Combine(_folder, used)));
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

    private Dictionary<string, string> EnginePlaces() =>
        new()
        {
            [SettingsPlan.TokensKey] = user,
            ["Journal:Directory"] = LeftJournal.Below(_folder),
            ["Options:HistoryFolder"] = Path.Combine(_folder, "options"),
            ["Ibkr:CacheFolder"] = Path.Combine(_folder, "options-cache"),
            ["Log:Folder"] = Path.Combine(_folder, "logs"),
            ["Reports:Folder"] = Path.Combine(_folder, "data"),
        };

    private Dictionary<string, string> BridgePlaces() =>
        new()
        {
            [SettingsPlan.TokensKey] = user,
            [PackageProgram.EngineKey] = PackageProgram.EngineIn(package),
            ["LogFile"] = Path.Combine(_folder, "logs", "bridge.log"),
        };

    // Not noted as setup's own: programs that run hold them, and would neither be halted nor reached without.
    private void MakeTokens()
    {
        var areNew = Roles.Any(role => !File.Exists(AccessTokens.FileOf(user, role)));
        _ = AccessTokens.OpenOrCreate(user);
        Say($"tokens in {user}: {(areNew ? "made" : "there already")}");
    }

    // What somebody else has put there is kept: moved aside.
    private void PutStudy(string path, byte[] content)
    {
        var sum = SetupRecord.Sum(content);
        var known = _record.Of(path);
        var found = File.Exists(path) ? SetupRecord.Sum(File.ReadAllBytes(path)) : null;
        if (found == sum)
        {
            // Noted again: it is the one that was set up last.
            if (known is not null)
                _record.Add(known);
            Say($"study: {path} is there already");
            return;
        }

        var kept = found is not null && found != known?.Sha256 ? Aside(path) : known?.Kept ?? "";
        Write(new WrittenFile(path, sum, kept), content);
        Say($"study: {path} {(found is null ? "written" : "brought up to date")}{(kept.Length > 0 ? $", what was there is {kept}" : "")}");
    }

    private void Put(string what, SettingsPlan plan)
    {
        if (plan.Content is { } content)
            Write(new WrittenFile(plan.Path, plan.Sum, ""), content);
        else
            _record.Add(_record.Of(plan.Path) ?? new WrittenFile(plan.Path, plan.Sum, ""));
        Say($"{what}: {plan.Path} {plan.Said}");
        foreach (var note in plan.Notes)
            Note(note);
    }

    // Noted before it is done: a cut between the two leaves a note of a file that is not there, and no file without a note.
    private void Write(WrittenFile file, byte[] content)
    {
        _record.Add(file);
        WholeFile.Write(file.Path, content);
    }

    private static string Aside(string path)
    {
        var kept = path + KeptEnding;
        for (var number = 2; File.Exists(kept); number++)
            kept = string.Create(CultureInfo.InvariantCulture, $"{path}{KeptEnding}-{number}");
        File.Copy(path, kept);
        return kept;
    }

    private void Note(string text) => output.WriteLine($"        {PrintableText.From(text, LineCharactersMax)}");

    private void Say(string text) => output.WriteLine($"{++_step} of {Steps}  {PrintableText.From(text, LineCharactersMax)}");
}
