//! The access table: every operation of the API, who may do it, and on which records.
//!
//! This is the one place that says so. Handlers take [`Access<Operation>`](crate::platform::access::Access), `openapi.yaml`
//! shows each row as `x-access`, and the black-box tests call every operation as every role.
//!
//! Everybody with an account is a `Resident`; a row names further roles only where they reach more than that.

use crate::platform::access::operations;

operations! {
    // -- sign-in ----------------------------------------------------------------------------------------------------
    /// Sends a one-time code to a phone.
    RequestCode = "request_code", PUBLIC, [];
    /// Signs in by phone and one-time code.
    CreateSession = "create_session", PUBLIC, [];
    /// Signs in by a WeChat code.
    CreateWechatSession = "create_wechat_session", PUBLIC, [];
    /// Exchanges a refresh token.
    RefreshSession = "refresh_session", PUBLIC, [];
    /// Signs out.
    EndSession = "end_session", SIGNED_IN, [Resident: Own];
    /// Shows the own account.
    ShowMe = "show_me", SIGNED_IN, [Resident: Own];
    /// Changes the own profile.
    UpdateMe = "update_me", SIGNED_IN, [Resident: Own];
    /// Links the own account to a WeChat.
    ConnectWechat = "connect_wechat", SIGNED_IN, [Resident: Own];
    /// Unlinks it.
    DisconnectWechat = "disconnect_wechat", SIGNED_IN, [Resident: Own];
    /// Links the own account to a phone.
    ConnectPhone = "connect_phone", SIGNED_IN, [Resident: Own];

    // -- grants -----------------------------------------------------------------------------------------------------
    /// Lists who holds which role.
    ListGrants = "list_grants", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Gives a role.
    CreateGrant = "create_grant", SIGNED_IN, [CountyOfficer: Scope, CityOfficer: Scope, Admin: Any];
    /// Takes a role away, at once.
    RevokeGrant = "revoke_grant", SIGNED_IN, [CountyOfficer: Scope, CityOfficer: Scope, Admin: Any];

    // -- live updates -----------------------------------------------------------------------------------------------
    /// Makes a ticket for opening a stream.
    CreateEventTicket = "create_event_ticket", SIGNED_IN, [Resident: Own];
    /// Streams the own events, or those of the own divisions, as SSE.
    StreamEvents = "stream_events", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Streams the same over a WebSocket.
    StreamEventsWs = "stream_events_ws", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];

    // -- audit ------------------------------------------------------------------------------------------------------
    /// Lists who looked at the caller's data.
    ListMyAudit = "list_my_audit", SIGNED_IN, [Resident: Own];
    /// Checks that nobody changed the audit log.
    VerifyAuditChain = "verify_audit_chain", SIGNED_IN, [CityOfficer: Any, Admin: Any];

    // -- divisions and reference data -------------------------------------------------------------------------------
    /// Lists divisions.
    ListDivisions = "list_divisions", PUBLIC, [];
    /// Finds the community of a point.
    LocateDivision = "locate_division", PUBLIC, [];
    /// Shows one division.
    ShowDivision = "show_division", PUBLIC, [];
    /// Shows the taxonomy of needs and skills.
    ShowTaxonomy = "show_taxonomy", PUBLIC, [];

    // -- compounds and organisations --------------------------------------------------------------------------------
    /// Lists the compounds of a community.
    ListCompounds = "list_compounds", PUBLIC, [];
    /// Shows a compound.
    ShowCompound = "show_compound", PUBLIC, [];
    /// Writes a compound down.
    CreateCompound = "create_compound", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Changes a compound.
    UpdateCompound = "update_compound", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Lists organisations.
    ListOrganisations = "list_organisations", SIGNED_IN, [Resident: Any];
    /// Shows an organisation.
    ShowOrganisation = "show_organisation", SIGNED_IN, [Resident: Any];
    /// Writes an organisation down.
    CreateOrganisation = "create_organisation", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Changes an organisation.
    UpdateOrganisation = "update_organisation", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Lists who belongs to an organisation.
    ListMemberships = "list_memberships", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Takes somebody into an organisation.
    AddMembership = "add_membership", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Ends somebody's belonging to an organisation, and the roles that came with it.
    EndMembership = "end_membership", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];

    // -- providers --------------------------------------------------------------------------------------------------
    /// Shows what the caller is: social worker, volunteer, both or neither.
    ListMyProviders = "list_my_providers", SIGNED_IN, [Resident: Own];
    /// Registers oneself as a volunteer, or (officers) somebody as a social worker.
    CreateProvider = "create_provider", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
        Admin: Any,
    ];
    /// Lists providers.
    ListProviders = "list_providers", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Finds who is near a place and could serve.
    ListNearestProviders = "list_nearest_providers", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Shows one provider with name and phone.
    ShowProvider = "show_provider", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope,
        CityOfficer: Scope, Admin: Any,
    ];
    /// Changes a profile.
    UpdateProvider = "update_provider", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope,
        CityOfficer: Scope,
    ];
    /// Goes on or off duty.
    SetDuty = "set_duty", SIGNED_IN, [SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope];
    /// Tells the own live position.
    SetPosition = "set_position", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Has the own live position forgotten.
    ClearPosition = "clear_position", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Writes a certificate down.
    AddCertificate = "add_certificate", SIGNED_IN, [
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope, Admin: Any,
    ];
    /// Lists a provider's certificates.
    ListCertificates = "list_certificates", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope,
        CityOfficer: Scope, Admin: Any,
    ];
    /// Says what a provider has been checked for.
    SetClearance = "set_clearance", SIGNED_IN, [StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];

    // -- portraits --------------------------------------------------------------------------------------------------
    /// Sends the own portrait, in place of an earlier one.
    SetPortrait = "set_portrait", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Takes the own portrait away.
    RemovePortrait = "remove_portrait", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Shows where a provider's portrait stands.
    ShowPortraitStanding = "show_portrait_standing", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope,
        CityOfficer: Scope,
    ];
    /// Lists portraits, above all those that wait for an officer's look.
    ListPortraits = "list_portraits", SIGNED_IN, [StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Has a portrait shown, or refuses it.
    DecidePortrait = "decide_portrait", SIGNED_IN, [StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Shows a portrait: once an officer has agreed also to the team, and to whom they serve, while a task's contact is open.
    ShowPortrait = "show_portrait", SIGNED_IN, [
        Resident: Own, SocialWorker: Team, Volunteer: Team, CommunityOfficer: Scope, StreetOfficer: Scope,
        CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Gives a portrait out at its signed address, for WeChat's look at it.
    FetchSignedPortrait = "fetch_signed_portrait", PUBLIC, [];

    // -- the system itself ------------------------------------------------------------------------------------------
    /// Compares this replica's copy of the providers with the rows.
    ShowIndexState = "show_index_state", SIGNED_IN, [Admin: Any];

    // -- needs ------------------------------------------------------------------------------------------------------
    /// Posts a need, for oneself or for somebody else; intake is bound to the own divisions.
    CreateNeed = "create_need", SIGNED_IN, [
        Resident: Own, GridWorker: Scope, SocialWorker: Scope, CommunityOfficer: Scope, StreetOfficer: Scope,
        CountyOfficer: Scope, CityOfficer: Scope, Property: Scope, Agency: Scope,
    ];
    /// Lists needs.
    ListNeeds = "list_needs", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Shows one need; the team sees it once it holds the task.
    ShowNeed = "show_need", SIGNED_IN, [
        Resident: Own, Resident: Called, SocialWorker: Team, Volunteer: Team, CommunityOfficer: Scope, StreetOfficer: Scope,
        CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Prints a need for whoever has no phone.
    PrintNeedSlip = "print_need_slip", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Changes a need that nobody has taken.
    UpdateNeed = "update_need", SIGNED_IN, [Resident: Own];
    /// Sends a draft on its way.
    SubmitNeed = "submit_need", SIGNED_IN, [Resident: Own];
    /// Takes a need back.
    CancelNeed = "cancel_need", SIGNED_IN, [Resident: Own];
    /// Closes a need.
    CloseNeed = "close_need", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Adds a voice note.
    AddVoiceNote = "add_voice_note", SIGNED_IN, [Resident: Own];
    /// Plays a voice note; of the team only the lead.
    PlayVoiceNote = "play_voice_note", SIGNED_IN, [
        Resident: Own, Resident: Called, SocialWorker: Team, CommunityOfficer: Scope, StreetOfficer: Scope,
        CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Follows a need by its tracking code.
    TrackNeed = "track_need", PUBLIC, [];

    // -- duty -------------------------------------------------------------------------------------------------------
    /// Enters a leave.
    CreateLeave = "create_leave", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Lists leaves.
    ListLeaves = "list_leaves", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Grants or refuses a leave.
    DecideLeave = "decide_leave", SIGNED_IN, [CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Takes a leave back, or ends it.
    EndLeave = "end_leave", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Lists the tasks that a leave touches.
    ListTouchedTasks = "list_touched_tasks", SIGNED_IN, [
        SocialWorker: Own, Volunteer: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Hands such a task over to the stand-in.
    HandOverTask = "hand_over_task", SIGNED_IN, [CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Gives a street's consent, or asks another street for it.
    CreateStreetConsent = "create_street_consent", SIGNED_IN, [StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Lists consents between streets.
    ListStreetConsents = "list_street_consents", SIGNED_IN, [StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Says whether a street consents.
    DecideStreetConsent = "decide_street_consent", SIGNED_IN, [StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Takes a consent back.
    EndStreetConsent = "end_street_consent", SIGNED_IN, [StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope];
    /// Puts somebody on duty.
    CreateShift = "create_shift", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Lists shifts.
    ListShifts = "list_shifts", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Takes a shift back.
    CancelShift = "cancel_shift", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Lists call-backs.
    ListCallBacks = "list_call_backs", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Takes a call-back.
    TakeCallBack = "take_call_back", SIGNED_IN, [Resident: Own];
    /// Ends a call-back with what it came to.
    EndCallBack = "end_call_back", SIGNED_IN, [Resident: Own];

    // -- dispatch ---------------------------------------------------------------------------------------------------
    /// Lists the own offers.
    ListOffers = "list_offers", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Shows one of the own offers.
    ShowOffer = "show_offer", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Accepts an offer.
    AcceptOffer = "accept_offer", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Declines an offer.
    DeclineOffer = "decline_offer", SIGNED_IN, [SocialWorker: Own, Volunteer: Own];
    /// Lists open tasks nearby.
    ListNearbyTasks = "list_nearby_tasks", SIGNED_IN, [SocialWorker: Any, Volunteer: Any];
    /// Takes an open task to lead it.
    ClaimTask = "claim_task", SIGNED_IN, [SocialWorker: Any];
    /// Ranks the candidates for a need.
    ListCandidates = "list_candidates", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Gives a need to somebody.
    AssignNeed = "assign_need", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];

    // -- tasks ------------------------------------------------------------------------------------------------------
    /// Lists tasks.
    ListTasks = "list_tasks", SIGNED_IN, [
        Resident: Own, SocialWorker: Team, Volunteer: Team, CommunityOfficer: Scope, StreetOfficer: Scope,
        CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Shows one task.
    ShowTask = "show_task", SIGNED_IN, [
        Resident: Own, SocialWorker: Team, Volunteer: Team, CommunityOfficer: Scope, StreetOfficer: Scope,
        CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Joins a task as a volunteer.
    JoinTask = "join_task", SIGNED_IN, [Volunteer: Any];
    /// Waits for a volunteer's place.
    JoinLine = "join_line", SIGNED_IN, [Volunteer: Any];
    /// Leaves the line for a place.
    LeaveLine = "leave_line", SIGNED_IN, [Volunteer: Own];
    /// Lists the own places in lines.
    ListWaitingPlaces = "list_waiting_places", SIGNED_IN, [Volunteer: Own];
    /// Lists who left a team late, as its lead.
    ListLateLeaves = "list_late_leaves", SIGNED_IN, [SocialWorker: Team];
    /// Shows how often the caller has left late.
    ShowLateLeaves = "show_late_leaves", SIGNED_IN, [Volunteer: Own];
    /// Leaves a task as a volunteer.
    LeaveTask = "leave_task", SIGNED_IN, [Volunteer: Team];
    /// Confirms a volunteer, as the lead.
    ConfirmMember = "confirm_member", SIGNED_IN, [SocialWorker: Team];
    /// Refuses a volunteer, as the lead.
    RefuseMember = "refuse_member", SIGNED_IN, [SocialWorker: Team];
    /// Writes what the volunteers have to know, as the lead.
    BriefTeam = "brief_team", SIGNED_IN, [SocialWorker: Team];
    /// Gives a task back, as the lead.
    ReleaseTask = "release_task", SIGNED_IN, [SocialWorker: Team];
    /// Checks in at the place.
    CheckIn = "check_in", SIGNED_IN, [SocialWorker: Team, Volunteer: Team];
    /// Finishes a task with its record, as the lead.
    FinishTask = "finish_task", SIGNED_IN, [SocialWorker: Team];
    /// Confirms that a task was served.
    ConfirmTask = "confirm_task", SIGNED_IN, [Resident: Own];
    /// Shows the service record.
    ShowRecord = "show_record", SIGNED_IN, [
        Resident: Own, SocialWorker: Team, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope,
        CityOfficer: Scope,
    ];

    /// Checks out.
    CheckOut = "check_out", SIGNED_IN, [SocialWorker: Team, Volunteer: Team];
    /// Shows the code by which a member of the team checks in.
    ShowCheckInCode = "show_check_in_code", SIGNED_IN, [Resident: Own];
    /// Confirms that somebody of the team has arrived.
    ConfirmArrival = "confirm_arrival", SIGNED_IN, [Resident: Own];
    /// Corrects the hours of somebody of the team, as the lead.
    CorrectHours = "correct_hours", SIGNED_IN, [SocialWorker: Team];

    // -- safety of visits -------------------------------------------------------------------------------------------
    /// Says that the own visit takes longer.
    ExtendVisit = "extend_visit", SIGNED_IN, [SocialWorker: Team, Volunteer: Team];
    /// Answers being asked whether all is well, or whether one comes.
    AnswerVisit = "answer_visit", SIGNED_IN, [SocialWorker: Team, Volunteer: Team];
    /// Asks for help.
    RaiseSos = "raise_sos", SIGNED_IN, [SocialWorker: Team, Volunteer: Team];
    /// Ends an alarm; own are those that the caller raised or was alerted by.
    EndSos = "end_sos", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Lists alarms.
    ListAlarms = "list_alarms", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Shows an alarm; while it is open with all that helps to find the visitor.
    ShowAlarm = "show_alarm", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Agrees that one goes alone where two should.
    WaiveSecondPerson = "waive_second_person", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Warns those who visit; of the team only the lead.
    AddHazard = "add_hazard", SIGNED_IN, [
        SocialWorker: Team, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];

    // -- conversations and photos -----------------------------------------------------------------------------------
    /// Says something in a task's conversation.
    PostMessage = "post_message", SIGNED_IN, [Resident: Own, SocialWorker: Team, Volunteer: Team];
    /// Reads a task's conversation.
    ListMessages = "list_messages", SIGNED_IN, [Resident: Own, SocialWorker: Team, Volunteer: Team];
    /// Marks a task's conversation as read.
    MarkMessagesRead = "mark_messages_read", SIGNED_IN, [Resident: Own, SocialWorker: Team, Volunteer: Team];
    /// Adds a photo to a need.
    AddNeedPhoto = "add_need_photo", SIGNED_IN, [Resident: Own];
    /// Shows a photo: of a need like its texts, of a conversation to those who take part in it.
    ShowPhoto = "show_photo", SIGNED_IN, [
        Resident: Own, Resident: Called, SocialWorker: Team, Volunteer: Team, CommunityOfficer: Scope,
        StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];

    // -- calls ------------------------------------------------------------------------------------------------------
    /// Opens a way to call the other side of a task.
    CallSomebody = "call_somebody", SIGNED_IN, [Resident: Own, SocialWorker: Team, Volunteer: Team];
    /// Lets the other side have the own number.
    ShareOwnNumber = "share_own_number", SIGNED_IN, [Resident: Own, SocialWorker: Team, Volunteer: Team];

    // -- notifications ----------------------------------------------------------------------------------------------
    /// Lists what the caller was told.
    ListNotifications = "list_notifications", SIGNED_IN, [Resident: Own];
    /// Counts what of it is not read yet.
    CountUnreadNotifications = "count_unread_notifications", SIGNED_IN, [Resident: Own];
    /// Marks it as read.
    MarkNotificationsRead = "mark_notifications_read", SIGNED_IN, [Resident: Own];
    /// Shows what the caller wants to be told, and when.
    ShowNotificationSettings = "show_notification_settings", SIGNED_IN, [Resident: Own];
    /// Changes that.
    UpdateNotificationSettings = "update_notification_settings", SIGNED_IN, [Resident: Own];
    /// Lists the own phones that take push.
    ListDevices = "list_devices", SIGNED_IN, [Resident: Own];
    /// Has a phone take push.
    RegisterDevice = "register_device", SIGNED_IN, [Resident: Own];
    /// Has a phone take no push any more.
    RemoveDevice = "remove_device", SIGNED_IN, [Resident: Own];
    /// Lists messages on channels outside of the app.
    ListDeliveries = "list_deliveries", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Any, Admin: Any,
    ];
    /// Has one that did not go out tried anew.
    ReplayDelivery = "replay_delivery", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Any, Admin: Any,
    ];
    /// Lists what people without a phone are to be told in person.
    ListWordsOfMouth = "list_words_of_mouth", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope,
    ];
    /// Says that somebody was told.
    TellByWord = "tell_by_word", SIGNED_IN, [Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope];

    // -- hours ------------------------------------------------------------------------------------------------------
    /// Lists the own hours.
    ListMyHours = "list_my_hours", SIGNED_IN, [Resident: Own];
    /// Makes a slip about the own hours.
    CreateHourCertificate = "create_hour_certificate", SIGNED_IN, [Resident: Own];
    /// Lists the own slips.
    ListHourCertificates = "list_hour_certificates", SIGNED_IN, [Resident: Own];
    /// Prints one of the own slips.
    PrintHourCertificate = "print_hour_certificate", SIGNED_IN, [Resident: Own];
    /// Checks a slip or a service record by its code.
    VerifyCode = "verify_code", PUBLIC, [];

    // -- ratings ----------------------------------------------------------------------------------------------------
    /// Rates a finished task, or changes the rating.
    RateTask = "rate_task", SIGNED_IN, [Resident: Own];
    /// Shows the rating of a task; never to the people who were rated.
    ShowRating = "show_rating", SIGNED_IN, [
        Resident: Own, CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];
    /// Shows the published satisfaction with a provider.
    ShowSatisfaction = "show_satisfaction", SIGNED_IN, [Resident: Any];

    // -- figures ----------------------------------------------------------------------------------------------------
    /// Shows the figures of a division.
    ShowFigures = "show_figures", SIGNED_IN, [
        CommunityOfficer: Scope, StreetOfficer: Scope, CountyOfficer: Scope, CityOfficer: Scope,
    ];

    // -- WeChat -----------------------------------------------------------------------------------------------------
    /// Answers WeChat's check of the callback's address.
    VerifyWechatCallback = "verify_wechat_callback", PUBLIC, [];
    /// Takes a callback of WeChat's, which its signature proves.
    ReceiveWechatCallback = "receive_wechat_callback", PUBLIC, [];
    /// Tells what a popup for subscription messages came to.
    ReportWechatConsents = "report_wechat_consents", SIGNED_IN, [Resident: Own];
    /// Lists the templates of subscription messages and what is left of them.
    ListWechatConsents = "list_wechat_consents", SIGNED_IN, [Resident: Own];
}
