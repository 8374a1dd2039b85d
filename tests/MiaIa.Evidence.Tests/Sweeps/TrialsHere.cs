using MiaIa.Evidence.Sweeps;

namespace MiaIa.Evidence.Tests.Sweeps;

/// <summary>Tries sets in this process and in memory, all sets of a day at once: no plan, no file, no block.</summary>
internal sealed class TrialsHere : ISetTrials
{
    /// <summary>What was asked for, in order.</summary>
    internal List<TrialRequest> Asked { get; } = [];

    public Task<SweepTable?> TryAsync(TrialRequest request, CancellationToken cancellation)
    {
        Asked.Add(request);
        var days = request
            .Days.GroupBy(tried => tried.Day.Date)
            .AsParallel()
            .AsOrdered()
            .Select(of => of.SelectMany(tried => Play(request, tried, cancellation)).ToArray())
            .ToArray();
        double[][] features = request.AheadSeconds is { } ahead
            ? [.. request.Days.AsParallel().AsOrdered().Select(tried => FeatureLine.OfDay(tried.Day.Seconds(), ahead))]
            : [];
        var sets = days.Length == 0 ? 0 : days[0].Length;
        SetDays[] read = [.. days.Select(day => (SetDays)((first, count) => day.Skip(first).Take(count)))];
        return Task.FromResult<SweepTable?>(new(sets, read, features));
    }

    /// <summary>What a sweep in shards says beside what one in one piece does: names of files that lie in its folder.</summary>
    internal static SweepResult WithoutFiles(SweepResult result) =>
        result with
        {
            Winners = [.. result.Winners.Select(winner => winner with { Settings = "" })],
        };

    private static IReadOnlyList<Evidence.Screening.SetDay> Play(TrialRequest request, TriedDay tried, CancellationToken cancellation)
    {
        var sets = request.Sets.Skip(tried.First).Take(tried.Count).Select(set => set.Of(request.Instrument, request.Names));
        return [.. SetBlock.Play(tried.Day, [.. sets], request.Instrument, request.IsExact, cancellation)];
    }
}
