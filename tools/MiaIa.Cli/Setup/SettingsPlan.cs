using MiaIa.Hosting;

namespace MiaIa.Cli.Setup;

/// <summary>
/// What setup does about one settings file. Values that are there are a person's, even where they are the defaults of their day: they stay, they
/// come along from the installation before, and only the places that setup itself decides are put in.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Content">What it is to hold; null = it stays as it is.</param>
/// <param name="Sum">Of what setup itself would have written: only such a file is taken back.</param>
/// <param name="Said">What is done, for the line of this step.</param>
/// <param name="Notes">Further lines.</param>
internal sealed record SettingsPlan(string Path, byte[]? Content, string Sum, string Said, IReadOnlyList<string> Notes)
{
    /// <summary>Where the token files lie, in both files.</summary>
    public const string TokensKey = "CredentialsFolder";

    // Of a person's own file: it is never taken back, and comes along to the next package.
    private const string NobodysSum = "";

    private const string FileName = "appsettings.json";
    private const string Example = "appsettings.example.json";
    private const int KeysSaidMax = 12;
    private const string NoneKnown =
        "of settings before nothing is noted: limits, accounts, ports and the journal's folder are the defaults now, look them up in the folder before";

    /// <summary>The file in which a person corrects these settings.</summary>
    public string Source { get; private init; } = Path;

    /// <summary>The folder of its program in the package.</summary>
    public string Part => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)!);

    /// <summary>Plans, and changes nothing.</summary>
    /// <param name="package">The unpacked package.</param>
    /// <param name="part">Its folder of the program.</param>
    /// <param name="record">What setup has done before.</param>
    /// <param name="places">Each key that setup decides, with its value.</param>
    /// <param name="isMoved">Whether journal and logs were given a folder now: settings that come along follow it.</param>
    /// <exception cref="SetupException">A file cannot be read, or one that stays would look for tokens elsewhere than the study.</exception>
    public static SettingsPlan Of(string package, string part, SetupRecord record, IReadOnlyDictionary<string, string> places, bool isMoved)
    {
        var path = System.IO.Path.Combine(package, part, FileName);
        var example = SettingsText.Read(System.IO.Path.Combine(package, part, Example));
        var defaults = example.Values();
        foreach (var (key, value) in places)
            example.Set(key, value);
        var sum = SetupRecord.Sum(example.Bytes);
        if (File.Exists(path))
            return There(path, part, record, places);
        if (Before(record, part, path) is not { } before)
        {
            var isFirst = record.Files.Count == 0 || record.Of(path) is not null;
            return new SettingsPlan(path, example.Bytes, sum, "written", isFirst ? [] : [NoneKnown]);
        }

        return File.Exists(before)
            ? Carried(before, path, sum, defaults, places, isMoved)
            : new SettingsPlan(
                path,
                example.Bytes,
                sum,
                "written",
                [
                    $"the settings before, {before}, are gone: limits, accounts, ports and the journal's folder are the defaults now, look them through",
                ]
            );
    }

    /// <summary>The settings that count up to now: those that were set up last and are there, else this package's; null = none are there.</summary>
    /// <inheritdoc cref="Of"/>
    public static string? InForce(string package, string part, SetupRecord record)
    {
        var path = System.IO.Path.Combine(package, part, FileName);
        return record.Files.LastOrDefault(file => IsOf(file, part) && File.Exists(file.Path))?.Path ?? (File.Exists(path) ? path : null);
    }

    /// <summary>The file as it will be.</summary>
    public SettingsText Planned() => Content is { } content ? SettingsText.Of(Path, content) : SettingsText.Read(Path);

    private static SettingsPlan There(string path, string part, SetupRecord record, IReadOnlyDictionary<string, string> places)
    {
        var now = SettingsText.Read(path);
        var found = SetupRecord.Sum(now.Bytes);
        if (found != (record.Of(path) ?? Moved(record, part, found))?.Sha256)
        {
            RefuseOtherTokens(path, now.Values(), places);
            return WithoutGoneEngine(path, now, places)
                ?? new SettingsPlan(path, null, NobodysSum, "is yours and stays as it is", [.. Elsewhere(now.Values(), places)]);
        }

        foreach (var (key, value) in places)
            now.TrySet(key, value);
        return SetupRecord.Sum(now.Bytes) == found
            ? new SettingsPlan(path, null, found, "is there already", [])
            : new SettingsPlan(path, now.Bytes, SetupRecord.Sum(now.Bytes), "brought up to date", []);
    }

    // A bridge whose engine lay in a folder that was renamed, or in a package that is gone, would start none.
    private static SettingsPlan? WithoutGoneEngine(string path, SettingsText now, IReadOnlyDictionary<string, string> places)
    {
        var (key, text) = (PackageProgram.EngineKey, now.Values().GetValueOrDefault(PackageProgram.EngineKey));
        if (text is null || SettingsText.TextOf(text) is not { } gone || !PackageProgram.IsGoneEngine(gone))
            return null;
        if (places[key].Length == 0 || !now.TrySet(key, places[key]))
            return null;
        var note = $"{key} named {gone}, which is gone, and names {places[key]} now";
        return new SettingsPlan(
            path,
            now.Bytes,
            NobodysSum,
            "is yours and stays, but for one line",
            [note, .. Elsewhere(now.Values(), places)]
        );
    }

    // What setup has written, in a folder that was renamed since.
    private static WrittenFile? Moved(SetupRecord record, string part, string sum) =>
        record.Files.LastOrDefault(file => file.Sha256 == sum && IsOf(file, part) && !File.Exists(file.Path));

    private static SettingsPlan Carried(
        string before,
        string path,
        string sum,
        IReadOnlyDictionary<string, string> defaults,
        IReadOnlyDictionary<string, string> places,
        bool isMoved
    )
    {
        var carried = SettingsText.Read(before);
        foreach (var (key, value) in places)
        {
            // Somebody who has emptied the program's path wants none to be started.
            if (isMoved || key == TokensKey || (key == PackageProgram.EngineKey && carried.Values().GetValueOrDefault(key) is not "\"\""))
                carried.TrySet(key, value);
        }

        var oldExample = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(before)!, Example);
        var values = carried.Values();
        var old = File.Exists(oldExample) ? SettingsText.Read(oldExample).Values() : values;
        var unset = defaults.Where(value => !values.ContainsKey(value.Key)).ToArray();
        var added = unset.Where(value => !old.ContainsKey(value.Key)).Select(value => $"{value.Key} {value.Value}");
        var changed = unset
            .Where(value => old.TryGetValue(value.Key, out var was) && was != value.Value)
            .Select(value => $"{value.Key} {old[value.Key]} -> {value.Value}");
        var kept = defaults
            .Where(value => !places.ContainsKey(value.Key) && File.Exists(oldExample))
            .Where(value => values.TryGetValue(value.Key, out var yours) && yours != value.Value)
            .Where(value => old.TryGetValue(value.Key, out var was) && was != value.Value)
            .Select(value => $"{value.Key} yours {values[value.Key]}, default now {value.Value}");
        return new SettingsPlan(
            path,
            carried.Bytes,
            sum,
            $"carried over from {before}, with your values",
            [
                .. Listed("new here, with its default: ", added),
                .. Listed("not set by you, and the default has changed: ", changed),
                .. Listed("the default has changed, and yours stays: ", kept, "; "),
            ]
        )
        {
            Source = before,
        };
    }

    // A study and a command that find no token, or another one, can neither trade nor halt.
    private static void RefuseOtherTokens(
        string path,
        IReadOnlyDictionary<string, string> values,
        IReadOnlyDictionary<string, string> places
    )
    {
        var tokens = places[TokensKey];
        if (TextAt(values, TokensKey) is not { Length: > 0 } own || SamePath.Is(own, tokens))
            return;
        // Of settings that another user has set up, all of it lies with him.
        var others = places
            .Keys.Where(key => key != TokensKey && TextAt(values, key) is { Length: > 0 } at && SamePath.IsBelow(own, at))
            .ToArray();
        var remedy =
            others.Length == 0
                ? "empty that value, then again"
                : $"{string.Join(", ", others)} point into that folder, too. Another user has set this package up: unpack it once more for yourself, "
                    + "or give each of these a place of your own, then again";
        throw new SetupException(
            $"{PrintableText.From(path, 400)} has {TokensKey} {PrintableText.From(own, 400)}, and the study looks for the token in "
                + $"{PrintableText.From(tokens, 400)} only: {remedy}. Nothing was changed."
        );
    }

    private static string? TextAt(IReadOnlyDictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var value) ? SettingsText.TextOf(value) : null;

    private static IEnumerable<string> Elsewhere(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> places) =>
        places
            .Where(place => values.TryGetValue(place.Key, out var value) && !SamePath.Is(SettingsText.TextOf(value) ?? "", place.Value))
            .Select(place => $"your {place.Key} stays {values[place.Key]}, and not {place.Value}");

    private static IEnumerable<string> Listed(string what, IEnumerable<string> keys, string between = ", ")
    {
        var all = keys.ToArray();
        if (all.Length == 0)
            yield break;
        var more = all.Length > KeysSaidMax ? $"{between}and {all.Length - KeysSaidMax} more" : "";
        yield return what + string.Join(between, all.Take(KeysSaidMax)) + more;
    }

    // Of the installations before, the one that was set up last.
    private static string? Before(SetupRecord record, string part, string path) =>
        record.Files.LastOrDefault(file => !SamePath.Is(file.Path, path) && IsOf(file, part))?.Path;

    private static bool IsOf(WrittenFile file, string part) =>
        file.Path.EndsWith(System.IO.Path.DirectorySeparatorChar + System.IO.Path.Combine(part, FileName), StringComparison.Ordinal);
}
