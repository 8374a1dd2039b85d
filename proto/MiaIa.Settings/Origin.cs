namespace MiaIa.Settings;

/// <summary>The kinds of source, weakest first.</summary>
internal enum Origin
{
    File,
    Environment,
    CommandLine,
}
