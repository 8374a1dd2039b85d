namespace MiaIa.Engine.Host.Vendors;

/// <summary>What a vendor's file says of one symbol.</summary>
/// <param name="Symbol">As the file has it, without a leading dollar sign.</param>
/// <param name="Prices">In the file's order; a name may stand for several, joined by the vendor.</param>
internal sealed record VendorTable(string Symbol, IReadOnlyList<VendorPrice> Prices);

/// <summary>One line of a vendor.</summary>
/// <param name="Name">As the vendor has it.</param>
/// <param name="Value">A positive number, in the symbol's points.</param>
internal readonly record struct VendorPrice(string Name, double Value);

/// <summary>A file that was read.</summary>
/// <param name="Tables">By symbol, each once.</param>
/// <param name="Bad">What nobody could read.</param>
internal sealed record VendorReading(IReadOnlyList<VendorTable> Tables, BadValues Bad);
