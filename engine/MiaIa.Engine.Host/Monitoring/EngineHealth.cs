using System.Globalization;
using System.Text;
using MiaIa.Engine.Host.Runner;

namespace MiaIa.Engine.Host.Monitoring;

/// <summary>
/// Whether the engine lives, and whether it takes what a study sends. Judged from the newest sample and its age: nobody who asks waits for the runner, and a runner
/// that stands still is told by a sample that grows old.
/// </summary>
internal sealed class EngineHealth(TimeProvider time)
{
    /// <summary>A runner that answered nobody for this long is stuck.</summary>
    internal static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(10);

    /// <summary>One that is this late is not ready.</summary>
    internal static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(3);

    private readonly long _began = time.GetTimestamp();
    private volatile Seen? _newest;

    /// <summary>The newest sample; null before the first.</summary>
    internal EngineSample? Newest => _newest?.Sample;

    /// <summary>Whether the program goes on at all: false = it must be started again.</summary>
    internal bool IsAlive => Age < StuckAfter;

    /// <summary>Whether a study that attaches now is served and journalled. A halt changes nothing of it: that is somebody's will.</summary>
    internal bool IsReady => _newest is { Sample: { IsStopped: false, IsJournalFailing: false } } && Age < LateAfter;

    private TimeSpan Age => time.GetElapsedTime(_newest?.At ?? _began);

    internal void Saw(EngineSample sample) => _newest = new Seen(sample, time.GetTimestamp());

    /// <summary>What the answer rests on, a line each.</summary>
    internal string Explain()
    {
        var text = new StringBuilder();
        var sample = Newest;
        Say("alive", IsAlive ? "yes" : "no");
        Say("ready", IsReady ? "yes" : "no");
        Say(
            "runner",
            sample is null ? "not asked yet" : string.Create(CultureInfo.InvariantCulture, $"answered {Age.TotalSeconds:0.0} s ago")
        );
        if (sample is null)
            return text.ToString();

        Say("serving", sample.IsStopped ? "no, it has stopped" : "yes");
        Say("journal", sample.IsJournalFailing ? "cannot be written" : "written");
        Say("halted", sample.Status.Halted ? "yes" : "no");
        Say("studies", sample.Studies.ToString(CultureInfo.InvariantCulture));
        return text.ToString();

        void Say(string what, string how) => text.Append(what).Append(": ").Append(how).Append('\n');
    }

    private sealed record Seen(EngineSample Sample, long At);
}
