using System.Diagnostics;

namespace MiaIa.Bridge.Tests.Scripted;

/// <summary>Waits that end.</summary>
internal static class Eventually
{
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Asks until the answer is yes; fails after a while with what was waited for.</summary>
    internal static void True(Func<bool> condition, string what, params ReadOnlySpan<ScriptedStudy> pumped)
    {
        var started = Stopwatch.GetTimestamp();
        var spinner = new SpinWait();
        while (true)
        {
            foreach (var study in pumped)
                study.Pump();
            if (condition())
                return;
            if (Stopwatch.GetElapsedTime(started) > Limit)
                Assert.Fail($"waited {Limit.TotalSeconds} s for this: {what}");
            spinner.SpinOnce();
        }
    }
}
