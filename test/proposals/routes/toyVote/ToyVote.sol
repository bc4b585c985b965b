// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// A route of a test: motions with sequential ids, a vote of a few, and calls that anybody may make once it is carried.
contract ToyVote {
    struct Motion {
        bytes32 content;
        uint64 closesAt;
        uint32 votes;
        bool isEnacted;
        bool isWithdrawn;
    }

    address public immutable mover;
    address public immutable councillor;
    uint64 public immutable voteSeconds;
    uint32 public immutable quorum;
    address[] private members;
    Motion[] private motions;
    /// Id of the motion with a key; 0 where there is none.
    mapping(bytes32 => uint256) public idOf;
    mapping(uint256 => mapping(address => bool)) private hasVoted;

    event Moved(bytes32 indexed key, bytes32 content);
    event Voted(uint256 indexed id, address voter);
    event Enacted(uint256 indexed id);
    event Withdrawn(uint256 indexed id);

    constructor(address mover_, address councillor_, uint64 voteSeconds_, uint32 quorum_, address[] memory members_) {
        mover = mover_;
        councillor = councillor_;
        voteSeconds = voteSeconds_;
        quorum = quorum_;
        members = members_;
    }

    function voters() external view returns (address[] memory) {
        return members;
    }

    function motion(uint256 id) external view returns (uint64 closesAt, uint32 votes, bool isEnacted, bool isWithdrawn) {
        if (id == 0) return (0, 0, false, false);
        Motion storage found = motions[id - 1];
        return (found.closesAt, found.votes, found.isEnacted, found.isWithdrawn);
    }

    function contentOf(address[] calldata targets, bytes[] calldata payloads) public pure returns (bytes32) {
        return keccak256(abi.encode(targets, payloads));
    }

    function move(bytes32 key, address[] calldata targets, bytes[] calldata payloads) external {
        require(msg.sender == mover, "not the mover");
        require(idOf[key] == 0, "moved already");
        bytes32 content = contentOf(targets, payloads);
        motions.push(Motion(content, uint64(block.timestamp) + voteSeconds, 0, false, false));
        idOf[key] = motions.length;
        emit Moved(key, content);
    }

    function vote(uint256 id) external {
        bool isMember;
        for (uint256 i = 0; i < members.length; i++) if (members[i] == msg.sender) isMember = true;
        require(isMember && !hasVoted[id][msg.sender], "no vote");
        require(block.timestamp < motions[id - 1].closesAt, "closed");
        hasVoted[id][msg.sender] = true;
        motions[id - 1].votes += 1;
        emit Voted(id, msg.sender);
    }

    function enact(uint256 id, address[] calldata targets, bytes[] calldata payloads) external {
        Motion storage found = motions[id - 1];
        require(block.timestamp >= found.closesAt && found.votes >= quorum, "not carried");
        require(!found.isEnacted && !found.isWithdrawn, "over");
        require(found.content == contentOf(targets, payloads), "other calls");
        found.isEnacted = true;
        for (uint256 i = 0; i < targets.length; i++) {
            (bool isDone, ) = targets[i].call(payloads[i]);
            require(isDone, "a call failed");
        }
        emit Enacted(id);
    }

    function withdraw(bytes32 key) external {
        require(msg.sender == councillor, "not the councillor");
        uint256 id = idOf[key];
        require(id != 0 && !motions[id - 1].isEnacted, "nothing to withdraw");
        motions[id - 1].isWithdrawn = true;
        emit Withdrawn(id);
    }
}
