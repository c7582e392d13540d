namespace GameServer.Core;

/// <summary>
/// Everything that can be refused, ended or fail, by a number that never changes its meaning: shown as <c>GS-1001</c> to players, operators and developers alike. <see cref="ErrorCatalogue"/>
/// says of each what it means and what to do. A number that is given up stays unused.
/// </summary>
public enum ErrorCode : ushort
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    // 1xxx: connection and admission.
    ConnectKeyWrong = 1001,
    ServerNotAdmitting = 1002,
    JoinMalformed = 1010,
    ProtocolVersionDiffers = 1011,
    SchemaUnreadable = 1012,
    RoomNotFound = 1013,
    RoomFull = 1014,
    PlayerIdInvalid = 1015,
    ProfileUnavailable = 1016,
    JoinTimeout = 1017,
    PlayerBanned = 1018,
    RefusalUnknown = 1099,

    // 2xxx: sessions.
    ResumeTokenInvalid = 2001,
    ResumeTokenSpent = 2002,
    ResumeTokenOfOtherPlayer = 2003,
    ResumeTokenOfOtherRoom = 2004,
    ResumeTokenOfOtherServer = 2005,
    SeatGivenUp = 2006,
    GraceExpired = 2007,
    ServerStopping = 2010,
    RoomClosed = 2011,
    ProtocolViolation = 2012,
    TakenOver = 2013,
    PlayerKicked = 2014,
    PlayerMoved = 2015,
    ServerDraining = 2016,
    ConnectionLost = 2020,
    ConnectionLimitExceeded = 2021,
    HashMismatch = 2022,
    PlayerNotFound = 2030,
    PlayerAmbiguous = 2031,
    FarewellUnknown = 2099,

    // 3xxx: commands and games.
    CommandsTooMany = 3001,
    CommandOutOfOrder = 3002,
    PromiseRefused = 3010,

    // 4xxx: content.
    ContentInvalid = 4001,
    ContentVersionUnknown = 4002,
    ContentNothingToChange = 4003,
    ContentNotDeclared = 4004,
    ContentStoreFailing = 4005,
    ContentRefusedByClient = 4010,

    // 5xxx: storage and recovery.
    JournalFailing = 5001,
    JournalGap = 5002,
    RecordsFailing = 5003,
    RecordsFull = 5004,
    RecordsRefused = 5005,
    DataFolderUnusable = 5010,
    DataFolderInUse = 5011,
    SecretDamaged = 5012,
    RoomsNotResumable = 5013,
    ShardsNotStarted = 5014,
    RecordsUnavailable = 5015,
    FinalStateNotStored = 5016,
    RecordsNotWritten = 5017,
    JournalNotFound = 5020,
    JournalDamaged = 5021,
    RoomNotStored = 5022,
    RoomAmbiguous = 5023,
    RoomHasNoOrigin = 5024,
    ReplayDiffers = 5025,

    // 6xxx: the admin API and who may use it.
    TokenMissing = 6001,
    TokenUnknown = 6002,
    RoleTooLow = 6003,
    RemoteNotAllowed = 6004,
    HostNotAllowed = 6005,
    OriginNotAllowed = 6006,
    BodyMalformed = 6010,
    BodyTooLarge = 6011,
    BodyNotJson = 6012,
    BodyTooSlow = 6013,
    ArgumentInvalid = 6014,
    RouteUnknown = 6015,
    MethodNotAllowed = 6016,
    RequestUnreadable = 6017,
    ServerBusy = 6020,
    ServerSilent = 6021,
    AuditFailing = 6022,
    NotEnabled = 6023,
    RequestFailed = 6024,

    // 7xxx: configuration and start.
    OptionOutOfRange = 7001,
    OptionUnreadable = 7002,
    OptionsDisagree = 7003,
    OptionMissing = 7004,
    AdminNeedsToken = 7005,
    OptionUnknown = 7006,
    GameNotFound = 7010,
    GameNotAnAssembly = 7011,
    GameModuleMissing = 7012,
    GameModeUnknown = 7013,
    GameTypeUnusable = 7014,
    PortTaken = 7020,
    AddressUnknown = 7021,
    PortForbidden = 7022,
    PortUnavailable = 7023,
    InvariantBroken = 7090,

    // 8xxx: seen by the client SDK alone.
    NoAnswer = 8001,
    ConnectRejected = 8002,
    TransportVersionDiffers = 8003,
    ServerSilentToClient = 8004,
    ServerClosed = 8005,
    ServerForgot = 8006,
    MessageUnreadable = 8007,
    ServerSchemaUnreadable = 8008,
    CommandLost = 8009,
}
