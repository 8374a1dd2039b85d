using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections.Tests;
using MiaIa.Replay.Tests;
using MiaIa.Reports.Content;
using MiaIa.Reports.Output;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Tests;

/// <summary>Approved signals whose order the study refused are told by its code.</summary>
public sealed class StudyRefusalTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void What_the_study_refused_stands_by_code_and_nothing_else_does()
    {
        var path = _folder.File("trades.db");
        MadeUpTrades.Write(path, 6, new DateOnly(2026, 6, 24));
        // Made-up flattens have no signal of their own.
        Database.Execute(path, "DELETE FROM orders");
        Order(path, 1, "Entry", "Refused", "drift");
        Order(path, 2, "Entry", "Refused", "drift");
        Order(path, 3, "Entry", "Rejected", "");
        Order(path, 4, "Entry", "Filled", "");
        Order(path, 5, "Stop", "Rejected", "broker");
        var period = new ReportCalendar(SessionCalendar.Cme()).Of(ReportKind.Day, new(2026, 6, 24));
        var options = new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Mes], "1.0.0");
        var report = ReportMaker.Make(new ReportRequest(path, options, period, period.EndsAt), CancellationToken.None);
        StudyRefusal[] expected = [new("drift", 2), new("no_code", 1)];
        Assert.That(report.RefusedByStudy, Is.EqualTo(expected));
        Assert.That(ReportHtml.Of(report), Does.Contain("Approved, then refused by the study or rejected: drift 2, no_code 1."));
    }

    // Its row of orders has the instrument and the moment of its signal.
    private static void Order(string path, int signal, string role, string state, string code)
    {
        Database.Execute(
            path,
            $"INSERT INTO orders SELECT segment, byte, 10, instrument, mode, label, 'Enter', {100 + signal}, signal_id, direction, 1, 20000, NULL, 8, 16, '', born_ns FROM signals WHERE signal_id = {signal}"
        );
        Database.Execute(
            path,
            $"INSERT INTO order_states SELECT segment, byte, 11, instrument, mode, label, {100 + signal}, 0, '{role}', direction, '{state}', 1, 0, NULL, '{code}', born_ns FROM signals WHERE signal_id = {signal}"
        );
    }
}
