using System.Globalization;
using System.Text.RegularExpressions;
using MiaIa.Hosting;

namespace MiaIa.Cli.Setup;

/// <summary>An installation of Sierra Chart, as far as the study needs it.</summary>
/// <param name="Root">Sierra Chart's folder.</param>
/// <param name="Source">Its ACS_Source, from which Sierra builds studies.</param>
/// <param name="Version">Of the interface that studies are built against, which is Sierra's own.</param>
internal sealed partial record SierraFolder(string Root, string Source, int Version)
{
    /// <summary>The oldest version whose headers the study has been compiled against.</summary>
    public const int VersionMin = 2539;

    /// <summary>The study's source, in ACS_Source and in a package.</summary>
    public const string StudyName = "MiaIaStudy.cpp";

    private const string SourceName = "ACS_Source";
    private const string HeaderName = "sierrachart.h";
    private const int HeaderBytesMax = 4_000_000;

    /// <summary>Where Sierra's installer puts it unless told otherwise.</summary>
    public static IReadOnlyList<string> Usual { get; } = [@"C:\SierraChart", @"D:\SierraChart"];

    /// <summary>A library that Sierra has built from the study lies here.</summary>
    public string DataFiles => Path.Combine(Root, "Data");

    /// <summary>Finds and checks it; nothing is changed.</summary>
    /// <param name="given">Sierra's folder or its ACS_Source; empty = the one before, and where none is known one of <see cref="Usual"/>.</param>
    /// <param name="before">Where it was found the last time; empty = not known.</param>
    /// <exception cref="SetupException">It is not there, too old, or holds a library that would end it.</exception>
    public static SierraFolder Find(string given, string before)
    {
        // Another Sierra Chart in a usual place is not the one that was meant.
        if (given.Length == 0 && before.Length > 0 && !HasHeader(SourceOf(before)))
        {
            throw new SetupException(
                $"Sierra Chart was in {PrintableText.From(SourceOf(before), 400)} the last time, and is not there now: name its folder with --sierra (install.ps1: -Sierra)."
            );
        }

        return Find(given.Length > 0 ? given : before, Usual);
    }

    internal static SierraFolder Find(string given, IReadOnlyList<string> usual)
    {
        var source =
            (
                given.Length > 0
                    ? SourceOf(given)
                    : usual.Select(SourceOf).FirstOrDefault(HasHeader) ?? usual.Where(Directory.Exists).Select(SourceOf).FirstOrDefault()
            )
            ?? throw new SetupException(
                $"Sierra Chart is not in {string.Join(" or ", usual)}: name its folder with --sierra (install.ps1: -Sierra)."
            );
        if (!HasHeader(source))
        {
            throw new SetupException(
                $"{PrintableText.From(source)} holds no {HeaderName}: name Sierra Chart's own folder with --sierra (install.ps1: -Sierra), and start Sierra Chart once."
            );
        }

        var sierra = new SierraFolder(Path.GetDirectoryName(source)!, source, VersionIn(Path.Combine(source, HeaderName)));
        sierra.RefuseStandIn();
        return sierra;
    }

    private static string SourceOf(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.GetFileName(full).Equals(SourceName, StringComparison.OrdinalIgnoreCase) ? full : Path.Combine(full, SourceName);
    }

    private static bool HasHeader(string source) => File.Exists(Path.Combine(source, HeaderName));

    private static int VersionIn(string header)
    {
        var text = new FileInfo(header).Length <= HeaderBytesMax ? File.ReadAllText(header) : "";
        var number = VersionLine().Match(text).Groups[1].ValueSpan;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw new SetupException($"{PrintableText.From(header)} says no version: is this Sierra Chart's own folder?");
        return version >= VersionMin
            ? version
            : throw new SetupException(
                $"This Sierra Chart is version {version}, and the study needs {VersionMin}: Help >> Download Current Version in Sierra Chart, then again."
            );
    }

    // Sierra asks every library of this folder for its studies, and one that was built for our own host ends it.
    private void RefuseStandIn()
    {
        if (!Directory.Exists(DataFiles))
            return;
        if (Directory.EnumerateFiles(DataFiles, "MiaIaStudyStandIn*.dll").FirstOrDefault() is { } wrong)
            throw new SetupException($"{PrintableText.From(wrong)} is for our own host and would end Sierra Chart: delete it, then again.");
    }

    [GeneratedRegex(@"^\s*#\s*define\s+SC_DLL_VERSION\s+(\d{1,6})\s*$", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
