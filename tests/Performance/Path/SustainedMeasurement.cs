using System.Globalization;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Engine;
using MiaIa.Cli.Programs;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;

namespace Performance.Path;

/// <summary>200,000 trades a second for a minute through the whole path: nothing may be lost, and memory must stay flat.</summary>
internal static class SustainedMeasurement
{
    private const int TradesPerSecond = 200_000;
    private const int DefaultSeconds = 60;
    private const int CurveSeconds = 5;
    private const double GrowthMax = 1.10;
    private const double MegaByte = 1024 * 1024;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ArrivalLimit = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args is ["--seconds", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : DefaultSeconds;
        await using var programs = new Programs();
        var (engine, address) = await programs.EngineAsync();
        var (bridge, endpoint) = await programs.BridgeAsync(address);
        var memory = new Dictionary<ChildProgram, List<double>> { [engine] = [], [bridge] = [] };
        var flood = programs.FloodAsync(endpoint, TradesPerSecond, seconds);
        while (await Task.WhenAny(flood, Task.Delay(SampleEvery)) != flood)
        {
            foreach (var (program, samples) in memory)
                samples.Add(program.ResidentBytes / MegaByte);
        }

        var end = await flood;
        var state = await ArrivedAsync(new Uri(address), programs.CredentialsFolder, (ulong)end.Records);
        return Report(end, state, memory);
    }

    private static async Task<InstrumentState> ArrivedAsync(Uri address, string credentials, ulong records)
    {
        using var connection = new EngineConnection(address, AccessTokens.Open(credentials, AccessRole.Watch));
        var until = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var state = (await connection.GetStateAsync()).Instrument.First(i => i.TradeRecords > 0);
            if (state.TradeRecords >= records || TimeProvider.System.GetElapsedTime(until) > ArrivalLimit)
                return state;
            await Task.Delay(100);
        }
    }

    private static int Report(HostEnd end, InstrumentState state, Dictionary<ChildProgram, List<double>> memory)
    {
        Console.WriteLine($"played   {end.Records:N0} trades, {end.Lots:N0} lots in {end.Calls:N0} calls of the study");
        Console.WriteLine(
            $"arrived  {state.TradeRecords:N0} trades, {state.Lots:N0} lots, {state.Gaps} gaps, {state.ResendsRequested} resends, {state.Refused.Count} kinds of refusals"
        );
        var good = state.TradeRecords == (ulong)end.Records && state.Lots == (ulong)end.Lots && state.Gaps == 0 && state.Refused.Count == 0;
        foreach (var (program, samples) in memory)
        {
            // The first third warms up: the runtime compiles and grows its heaps to the working size.
            var third = samples.Count / 3;
            var (middle, last) = (samples.Skip(third).Take(third).Max(), samples.Skip(2 * third).Max());
            good &= last <= middle * GrowthMax;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{program.Name, -8} resident {samples[0]:0} MB at the start, {middle:0} MB at most in the second third, {last:0} MB in the last: {last / middle:0.000} × (limit {GrowthMax:0.00} ×)"
                )
            );
            Console.WriteLine(
                $"         every {CurveSeconds} s: {string.Join(' ', samples.Where((_, i) => i % CurveSeconds == 0).Select(mb => mb.ToString("0", CultureInfo.InvariantCulture)))} MB"
            );
        }

        Console.WriteLine(good ? "sustained: passed" : "sustained: FAILED");
        return good ? 0 : 1;
    }
}
