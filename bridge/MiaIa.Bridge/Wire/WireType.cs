namespace MiaIa.Bridge.Wire;

/// <summary>How a protobuf field's value lies on the wire. Groups (3, 4) are refused: proto3 has none.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
