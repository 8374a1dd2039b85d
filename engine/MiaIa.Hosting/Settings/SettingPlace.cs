namespace MiaIa.Hosting.Settings;

/// <summary>Where a setting is: its one key, with elements of lists by name, and every way in which it may have been written.</summary>
/// <param name="Key">For instance <c>Instruments:MES:StopTicks</c>.</param>
/// <param name="Paths">For instance that and <c>Instruments:1:StopTicks</c>.</param>
internal sealed record SettingPlace(string Key, IReadOnlyList<string> Paths)
{
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    public SettingPlace Below(string name) => new(Join(Key, name), [.. Paths.Select(path => Join(path, name))]);
}
