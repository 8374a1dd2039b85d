using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Days;
using MiaIa.Evidence.Tests;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>A plan of made-up trading days, and what one process makes of it.</summary>
internal sealed class PlannedDays : IDisposable
{
    // Of November 2026, up to the day before Thanksgiving.
    private static readonly int[] Dates = [16, 17, 18, 19, 20, 23, 24, 25];

    private readonly MadeUpDays _days;

    /// <param name="count">Of days, at most 8.</param>
    /// <param name="minutes">Of each.</param>
    public PlannedDays(int count, int minutes)
    {
        DateOnly[] dates = [.. Dates.Select(day => new DateOnly(2026, 11, day))];
        _days = new MadeUpDays(minutes, SyntheticSession.Symbol, dates[..count]);
        Plan = DayWork.PlanOf(
            dates[..count]
                .Select(date => new RecordedDay(date, "ES", "ESZ26") { ScidPath = _days.ScidPath, DepthPaths = [_days.DepthPath(date)] }),
            "",
            0
        );
    }

    public ShardPlan Plan { get; }

    public string Root => _days.Root;

    /// <summary>A folder with the plan in it.</summary>
    public PlanFolder Folder(string name) => PlanFolder.Write(_days.Empty(name), Plan);

    /// <summary>Every file of every unit by its name, with its bytes.</summary>
    public static SortedDictionary<string, string> Bytes(PlanFolder folder) =>
        new(
            Directory
                .EnumerateFiles(folder.Units.Root, "*", SearchOption.AllDirectories)
                .ToDictionary(
                    path => Path.GetRelativePath(folder.Units.Root, path),
                    path => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))
                ),
            StringComparer.Ordinal
        );

    public void Dispose() => _days.Dispose();
}
