using Performance.Options;
using Performance.Step;

// One measurement a word: `dotnet run -c Release --project tests/Performance -- step`.
var measurements = new SortedDictionary<string, Func<string[], int>>(StringComparer.Ordinal)
{
    ["options"] = _ => OptionsMeasurement.Run(),
    ["step"] = StepMeasurement.Run,
};

if (args.Length == 0 || !measurements.TryGetValue(args[0], out var measure))
{
    Console.Error.WriteLine($"say which measurement: {string.Join(", ", measurements.Keys)}");
    return 2;
}

return measure(args[1..]);
