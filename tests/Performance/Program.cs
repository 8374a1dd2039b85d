using Performance.Commands;
using Performance.Evidence;
using Performance.Options;
using Performance.Page;
using Performance.Path;
using Performance.Replay;
using Performance.Reports;
using Performance.Shards;
using Performance.Step;
using Performance.Sweep;
using Performance.Tws;

// One measurement a word: `dotnet run -c Release --project tests/Performance -- step`.
var measurements = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["backtest"] = _ => Task.FromResult(BacktestMeasurement.Run()),
    ["command"] = CommandMeasurement.RunAsync,
    ["options"] = _ => Task.FromResult(OptionsMeasurement.Run()),
    ["page"] = _ => PageMeasurement.RunAsync(),
    ["path"] = _ => PathMeasurement.RunAsync(),
    ["processor"] = _ => ProcessorMeasurement.RunAsync(),
    ["recovery"] = _ => RecoveryMeasurement.RunAsync(),
    ["replay"] = rest => Task.FromResult(ReplayMeasurement.Run(rest)),
    ["report"] = _ => Task.FromResult(ReportMeasurement.Run()),
    ["screening"] = _ => Task.FromResult(ScreeningMeasurement.Run()),
    ["sets"] = SetsMeasurement.RunAsync,
    ["shards"] = ShardsMeasurement.RunAsync,
    ["surrogate"] = _ => Task.FromResult(SurrogateMeasurement.Run()),
    ["sweep"] = rest => rest is ["host", ..] ? HostSweepMeasurement.RunAsync(rest[1..]) : Task.FromResult(SweepMeasurement.Run()),
    ["step"] = rest => Task.FromResult(StepMeasurement.Run(rest)),
    ["study"] = _ => StudyCallMeasurement.RunAsync(),
    ["sustained"] = SustainedMeasurement.RunAsync,
    ["tws"] = _ => Task.FromResult(TwsMeasurement.Run()),
};

switch (args)
{
    case ["echo-engine"]:
        return await EchoEngine.RunAsync();
    case ["start-once", var journal, var now]:
        return RecoveryMeasurement.StartOnce(journal, now);
    case ["bare-answer", .. var rest]:
        return BareEnds.Answer(rest);
    case ["bare-relay", .. var rest]:
        return BareEnds.Relay(rest);
}

if (args.Length == 0 || !measurements.TryGetValue(args[0], out var measure))
{
    Console.Error.WriteLine($"say which measurement: {string.Join(", ", measurements.Keys)}");
    return 2;
}

return await measure(args[1..]);
