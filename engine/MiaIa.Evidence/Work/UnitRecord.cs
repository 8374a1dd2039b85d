using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MiaIa.Evidence.Work;

/// <summary>What <c>unit.json</c> says of the folder that it lies in. The same work gives the same record, byte for byte.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Key">What the files depend on; see <see cref="IWorkUnit.Key"/>.</param>
/// <param name="Files">Every other file of the folder, in the ordinal order of their names.</param>
public sealed record UnitRecord(string Unit, string Key, IReadOnlyList<UnitFile> Files)
{
    /// <summary>The record's own name.</summary>
    public const string FileName = "unit.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Hashes what a folder holds, puts every byte of it on the device and writes the record beside it.</summary>
    /// <param name="folder">Of the unit.</param>
    /// <param name="unit">Its name.</param>
    /// <param name="key">Its key.</param>
    /// <param name="known">Files whose hash has just been made.</param>
    internal static UnitRecord Write(string folder, string unit, string key, IReadOnlyList<UnitFile> known)
    {
        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => Keep(file.Path, file.Name, known.FirstOrDefault(one => one.Name == file.Name)))
            .ToArray();
        if (Array.Find(files, file => file.Name == FileName) is not null)
            throw new InvalidOperationException($"the unit {unit} wrote {FileName} itself");
        var record = new UnitRecord(unit, key, files);
        using var stream = File.Create(Path.Combine(folder, FileName));
        JsonSerializer.Serialize(stream, record, Layout);
        stream.Write("\n"u8);
        stream.Flush(flushToDisk: true);
        return record;
    }

    /// <summary>Reads the record of a folder.</summary>
    /// <returns>Null where there is none, or one that was cut or changed by hand.</returns>
    internal static UnitRecord? Read(string folder)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, FileName));
            return JsonSerializer.Deserialize<UnitRecord>(stream, Layout);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether every file is there with its length; bytes are not read.</summary>
    internal bool HasItsLengths(string folder) =>
        Files.All(file => new FileInfo(PathOf(folder, file)) is { Exists: true } found && found.Length == file.Length);

    /// <summary>Reads every byte again.</summary>
    /// <returns>The name of the first file that is missing or has other bytes; null when all are as they were.</returns>
    internal string? FirstChanged(string folder)
    {
        foreach (var file in Files)
        {
            var path = PathOf(folder, file);
            // A length that differs needs no reading.
            if (new FileInfo(path) is not { Exists: true } found || found.Length != file.Length || HashOf(path) != file.Sha256)
                return file.Name;
        }

        return null;
    }

    /// <summary>What stands of a file, where a copy of it has its bytes; otherwise null.</summary>
    internal UnitFile? FileOf(string name, string copy) =>
        Files.FirstOrDefault(file => file.Name == name) is { } file && file.Sha256 == HashOf(copy) ? file : null;

    /// <summary>Lengths and times of writing: while they stay, the bytes are not read a second time.</summary>
    internal string Stamp(string folder)
    {
        var stamp = new StringBuilder(Key);
        foreach (var file in Files)
        {
            var found = new FileInfo(PathOf(folder, file));
            if (!found.Exists)
                return "";
            stamp.Append(CultureInfo.InvariantCulture, $" {found.Length} {found.LastWriteTimeUtc.Ticks} {file.Sha256}");
        }

        return stamp.ToString();
    }

    /// <summary>Whether the same files have the same bytes.</summary>
    internal bool HasTheBytesOf(UnitRecord other) => Files.SequenceEqual(other.Files);

    private static string PathOf(string folder, UnitFile file) => Path.Combine([folder, .. file.Name.Split('/')]);

    // Without the flush a power cut after the rename could leave a folder that looks whole, with empty files in it.
    private static UnitFile Keep(string path, string name, UnitFile? known)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var hash = known?.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Flush(flushToDisk: true);
        return new UnitFile(name, stream.Length, hash);
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
