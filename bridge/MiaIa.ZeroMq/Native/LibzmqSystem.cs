namespace MiaIa.ZeroMq.Native;

/// <summary>Families of systems that name the library differently.</summary>
internal enum LibzmqSystem
{
    Linux,
    Windows,
    MacOs,
}
