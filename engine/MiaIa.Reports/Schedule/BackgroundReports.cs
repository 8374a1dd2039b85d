using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Reports.Changes;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Schedule;

/// <summary>
/// Makes reports on time, from a thread of its own below everything else. A report that is there is not made again: what was due while the
/// engine was down is made after its start. No fault in here reaches the engine: it is said once, and tried again.
/// </summary>
public sealed class BackgroundReports : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly ReportCalendar _calendar = new(SessionCalendar.Cme());
    private readonly CancellationTokenSource _stop = new();
    private readonly Plan _plan;
    private readonly Thread _thread;
    private string _fault = "";

    private BackgroundReports(Plan plan)
    {
        _plan = plan;
        _thread = new Thread(Run)
        {
            Name = "reports",
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
        };
    }

    /// <summary>What is made from what, and where it goes.</summary>
    /// <param name="Journal">The engine's directory.</param>
    /// <param name="Database">That the projection writes.</param>
    /// <param name="Options">The engine's.</param>
    /// <param name="Folder">Of pages and JSON.</param>
    /// <param name="Time">The clock.</param>
    /// <param name="Say">Takes what a person should know, from the thread of the reports.</param>
    public sealed record Plan(string Journal, string Database, EngineOptions Options, string Folder, TimeProvider Time, Action<string> Say);

    /// <summary>Begins to look each 30 seconds.</summary>
    public static BackgroundReports Start(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var reports = new BackgroundReports(plan);
        reports._thread.Start();
        return reports;
    }

    /// <summary>Ends; a report that is being made is given up, and made by the next start.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    /// <summary>Makes what is due and is not there, of days that the journal has a chain of.</summary>
    /// <returns>How many were made.</returns>
    internal static int MakeDue(Plan plan, ReportCalendar calendar, CancellationToken cancellation)
    {
        var now = UnixNanos.Trusted(plan.Time.GetUtcNow().ToUnixTimeMilliseconds() * UnixNanos.PerMilli);
        var made = 0;
        SettingsTexts.Keep(plan.Database, plan.Options);
        foreach (var period in ReportSchedule.DueAt(now, calendar))
        {
            if (File.Exists(ReportFiles.PageOf(plan.Folder, period)) || !File.Exists(plan.Database) || !HasChain(plan.Journal, period))
                continue;
            var report = ReportMaker.Make(
                new ReportRequest(plan.Database, plan.Options, period, now) { Journal = plan.Journal },
                cancellation
            );
            var page = ReportFiles.Write(plan.Folder, period, report);
            plan.Say($"{page}: parity {report.Journal.Parity.Verdict}");
            foreach (var incident in report.Journal.Parity.Incidents)
                plan.Say($"PARITY INCIDENT: {incident}");
            made++;
        }

        return made;
    }

    // An engine that was set up this morning has nothing to say of yesterday.
    private static bool HasChain(string journal, ReportPeriod period) =>
        JournalSegments
            .Of(journal)
            .Whole.Any(segment =>
                segment.Header.CreatedUnixNs >= period.BeginsAt.Value
                && segment.Header.CreatedUnixNs < period.EndsAt.Value - UnixNanos.PerMinute
            );

    private void Run()
    {
        // The start of an engine has enough to do.
        while (!_stop.Token.WaitHandle.WaitOne(LookEvery))
        {
            try
            {
                _ = MakeDue(_plan, _calendar, _stop.Token);
                _fault = "";
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Database, journal or disk cannot be used, or a fault of the program: no decision is read from here, so the engine goes on.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (fault.Message != _fault)
                    _plan.Say($"wait, and are tried again: {fault.Message}");
                _fault = fault.Message;
            }
        }
    }
}
